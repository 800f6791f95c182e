import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { UNFINISHED } from '../stores/directory-store.ts';
import { UsageError } from '../usage-error.ts';
import { openDuckDb } from './open-duckdb.ts';
import { quoteText } from './sql-names.ts';

/** A file of failures while it is written. It has its name when it is complete, and not before. */
export interface FailuresFile {
  /** Where lines of NDJSON go. */
  readonly lines: string;
  /** Gives the file its form and its name. */
  finish(signal?: AbortSignal): Promise<void>;
  /** Takes away what is there. */
  discard(): Promise<void>;
}

type FailuresForm = 'ndjson' | 'gzip' | 'parquet';

/**
 * The form that a name asks for.
 *
 * @throws {@link UsageError} when it asks for none.
 */
function formOf(path: string): FailuresForm {
  if (/\.(ndjson|jsonl)$/i.test(path)) return 'ndjson';
  if (/\.(ndjson|jsonl)\.gz$/i.test(path)) return 'gzip';
  if (/\.parquet$/i.test(path)) return 'parquet';
  throw new UsageError(`--failures ${path}: end the name in .ndjson, .ndjson.gz or .parquet`);
}

/** @throws {@link UsageError} for a name that tells no form, or in a folder that is not there. */
export async function openFailuresFile(path: string): Promise<FailuresFile> {
  const form = formOf(path);
  const lines = `${path}.${process.pid}.lines${UNFINISHED}`;
  const formed = `${path}.${process.pid}${UNFINISHED}`;
  await createEmpty(lines, path);
  return {
    lines,
    async finish(signal) {
      if (form === 'ndjson') return rename(lines, path);
      if (form === 'gzip') await pack(lines, formed, signal);
      else await toParquet(lines, formed, signal);
      await rename(formed, path);
      await rm(lines, { force: true });
    },
    async discard() {
      await rm(lines, { force: true });
      await rm(formed, { force: true });
    },
  };
}

async function createEmpty(file: string, path: string): Promise<void> {
  try {
    await (await open(file, 'w')).close();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw cause;
    throw new UsageError(`--failures ${path}: its folder is not there - create it`, { cause });
  }
}

const pack = (from: string, to: string, signal: AbortSignal | undefined): Promise<void> =>
  pipeline(createReadStream(from), createGzip(), createWriteStream(to), { signal });

/** Members of a failure, in their order, and what they are in Parquet. A key stays JSON: each file has its own. */
const COLUMNS = {
  file: 'VARCHAR',
  line: 'BIGINT',
  row: 'BIGINT',
  key: 'JSON',
  kind: 'VARCHAR',
  rule: 'VARCHAR',
  column: 'VARCHAR',
  schemaPath: 'VARCHAR',
  message: 'VARCHAR',
  reproduce: 'VARCHAR',
} as const;

async function toParquet(from: string, to: string, signal: AbortSignal | undefined): Promise<void> {
  const database = await openDuckDb({
    memoryLimit: '192MB',
    threads: 1,
    ...(signal && { signal }),
  });
  const columns = Object.entries(COLUMNS).map(([name, type]) => `${quoteText(name)}: '${type}'`);
  const options = [
    "format = 'newline_delimited'",
    `columns = {${columns.join(', ')}}`,
    `maximum_object_size = ${await longestLine(from)}`,
  ];
  try {
    await database.query('SET preserve_insertion_order = true');
    await database.query(
      `COPY (SELECT * FROM read_json(${quoteText(from)}, ${options.join(', ')})) TO ${quoteText(to)} (FORMAT parquet, ROW_GROUP_SIZE 65536)`,
    );
  } finally {
    await database.close();
  }
}

const LINE_FEED = 10;
/** DuckDB takes room for a few lines of the largest size: no more than that is needed. */
const LEAST_BYTES = 1 << 20;

/** Bytes of the longest line of a file, or a bit more than that. */
async function longestLine(file: string): Promise<number> {
  let longest = LEAST_BYTES;
  let begun = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: LEAST_BYTES / 2 })) {
    const bytes = chunk as Buffer;
    const feed = bytes.indexOf(LINE_FEED);
    // A line that is longer than two chunks has one without a line feed.
    longest = Math.max(longest, begun + bytes.length);
    begun = feed < 0 ? begun + bytes.length : bytes.length - 1 - bytes.lastIndexOf(LINE_FEED);
  }
  return longest + 1;
}
