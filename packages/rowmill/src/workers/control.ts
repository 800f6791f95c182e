/**
 * What the workers of one table share: which shard is next, whose turn it is to write, how far
 * they are. One small block of shared memory; nothing else passes between threads while rows are made.
 */
export interface Control {
  readonly buffer: SharedArrayBuffer;
  /** Number of the next shard that nobody makes yet. */
  claim(): number;
  /**
   * Waits until all shards before this one are in the file, and gives the position behind them. One worker writes at
   * a time while the others make their rows: two writers to one file would only wait for each other in the kernel.
   *
   * @throws {@link AbortedError} when another worker failed or the run was stopped.
   */
  beginTurn(shard: number): number;
  /** Whether all shards before this one are in the file: `beginTurn` would not wait. */
  hasTurn(shard: number): boolean;
  /** Rows in the file before this shard, as far as those who wrote them have told: of use between the two calls. */
  rowsBefore(): number;
  /** Lets the next shard follow at `position`, behind so many rows more. */
  endTurn(shard: number, position: number, rows?: number): void;
  addProgress(rows: number, bytes: number): void;
  progress(): { rows: number; bytes: number };
  abort(): void;
  isAborted(): boolean;
  /** What to throw when the run was stopped. */
  aborted(): AbortedError;
}

/** The work was stopped because of something that happened elsewhere. */
export class AbortedError extends Error {
  override readonly name = 'AbortedError';
}

const NEXT_SHARD = 0;
const TURN = 1;
const ABORTED = 2;
const HEADER_BYTES = 16;
const OFFSET = 0;
const ROWS = 1;
const BYTES = 2;
const ROWS_BEFORE = 3;
const WAIT_MS = 100;

export function createControl(firstByte = 0): Control {
  const control = openControl(new SharedArrayBuffer(HEADER_BYTES + 4 * 8));
  new BigInt64Array(control.buffer, HEADER_BYTES)[OFFSET] = BigInt(firstByte);
  return control;
}

export function openControl(buffer: SharedArrayBuffer): Control {
  const words = new Int32Array(buffer, 0, HEADER_BYTES / 4);
  const sums = new BigInt64Array(buffer, HEADER_BYTES);
  const isAborted = (): boolean => Atomics.load(words, ABORTED) === 1;
  const waitForTurn = (shard: number): void => {
    for (;;) {
      const turn = Atomics.load(words, TURN);
      if (isAborted()) throw new AbortedError('the run was stopped');
      if (turn === shard) return;
      Atomics.wait(words, TURN, turn, WAIT_MS);
    }
  };
  return {
    buffer,
    isAborted,
    aborted: () => new AbortedError('the run was stopped'),
    claim: () => Atomics.add(words, NEXT_SHARD, 1),
    beginTurn(shard) {
      waitForTurn(shard);
      return Number(Atomics.load(sums, OFFSET));
    },
    hasTurn: (shard) => Atomics.load(words, TURN) === shard,
    rowsBefore: () => Number(Atomics.load(sums, ROWS_BEFORE)),
    endTurn(shard, position, rows = 0) {
      Atomics.add(sums, ROWS_BEFORE, BigInt(rows));
      Atomics.store(sums, OFFSET, BigInt(position));
      Atomics.store(words, TURN, shard + 1);
      Atomics.notify(words, TURN);
    },
    addProgress(rows, bytes) {
      Atomics.add(sums, ROWS, BigInt(rows));
      Atomics.add(sums, BYTES, BigInt(bytes));
    },
    progress: () => ({
      rows: Number(Atomics.load(sums, ROWS)),
      bytes: Number(Atomics.load(sums, BYTES)),
    }),
    abort() {
      Atomics.store(words, ABORTED, 1);
      Atomics.notify(words, TURN);
    },
  };
}
