/** What work takes: measured here, or taken from somebody who measured it on AWS. */
export interface Rates {
  /**
   * Speed of a Lambda vCPU (arm64, at 1,769 MB) compared with a core of the machine that measured. Assumed: a core of
   * Graviton2 (Neoverse N1, 2.5 GHz) does about half of what one of Zen 4 does; AWS says nothing of it in figures.
   */
  readonly lambdaSpeed: number;
  /**
   * Seconds from the call of a function that has no environment yet to its first line. The engine is imported in 0.6 s of
   * CPU here, so in 1.2 s there, and an environment takes 0.2 s before (assumed). Bundles are quicker.
   */
  readonly coldSeconds: number;
  /** Seconds that Step Functions takes from the end of one state to the start of the next one. Assumed. */
  readonly transitionSeconds: number;
  /** Seconds that a distributed map takes beside its children: reads its items, writes its results. Assumed. */
  readonly mapSeconds: number;
  /** Median of a PUT of S3 (arXiv 2501.07771, section 4.3.3). */
  readonly putSeconds: number;
  /** Median of a GET of S3 (the same). */
  readonly getSeconds: number;
  /** Seconds of one page of LIST, 1,000 objects. Assumed: four GETs. */
  readonly listSeconds: number;
  /** Requests that a function has under way at the same time. */
  readonly requestsAtOnce: number;
  /** Bytes that one vCPU encrypts and sends, or receives, in a second, here. */
  readonly transferBytes: number;
  /** Seconds of one core here to search one key among those of its set, for each of 8 bytes. */
  readonly keySeconds: number;
  /** Seconds of one core here that planning takes for each row of a table that others have as their parent. */
  readonly parentSeconds: number;
  /** Seconds of one core here to read a cell from its source, to mask it, to store and to check it. */
  readonly maskSeconds: number;
  /** Seconds to make a row again and to encode it for a target, compared with storing it. Assumed. */
  readonly deliverFactor: number;
  /**
   * Rows that a database takes from one connection in a second. Assumed: a third of the 1.3 M that PostgreSQL 15 took
   * here without a network and without anybody else to serve.
   */
  readonly connectionRows: number;
  /** Rows that a database takes in a second, from however many connections. Assumed: that of four of them. */
  readonly databaseRows: number;
  /** Rows in a second that PostgreSQL adds to its keys, and that are read back and compared. */
  readonly setUpRows: number;
  /** Bytes of a part in the manifest and in the file of its shard. */
  readonly manifestBytes: number;
  /** Bytes of JSON that one core here reads or writes in a second. */
  readonly jsonBytes: number;
  /** Bytes that a call of a function leaves in the logs: its lines and its metrics. */
  readonly logBytes: number;
  /** Seconds in which a machine of CodeBuild gets ready. Assumed. */
  readonly buildStartSeconds: number;
  /** MB that a process holds at its peak while it makes shards, whatever their size. */
  readonly shardMemoryMb: number;
}

/** Where and when {@link RATES} were measured: `node bench/lambda.mjs` prints them anew. */
export const MEASURED = {
  date: '2026-11-22',
  machine: 'AMD EPYC (Zen 4), one thread, Node 20.20',
} as const;

export const RATES: Rates = {
  lambdaSpeed: 0.5,
  coldSeconds: 1.4,
  transitionSeconds: 0.05,
  mapSeconds: 3,
  putSeconds: 0.04,
  getSeconds: 0.027,
  listSeconds: 0.11,
  requestsAtOnce: 16,
  transferBytes: 400e6,
  keySeconds: 14e-9,
  parentSeconds: 20e-9,
  maskSeconds: 3.8e-6,
  deliverFactor: 0.7,
  connectionRows: 400_000,
  databaseRows: 1_600_000,
  setUpRows: 540_000,
  manifestBytes: 330,
  jsonBytes: 100e6,
  logBytes: 1500,
  buildStartSeconds: 40,
  shardMemoryMb: 382,
};
