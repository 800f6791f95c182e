import { type FileHandle, mkdir, open, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AuditError } from '../errors.ts';
import { syncFolder } from '../stores/sync-folder.ts';
import { canonicalJson, NO_RECORD, type RecordPlace, recordHash } from './audit-record.ts';
import { isSealed, type LogLine, SEPARATOR, sealOf, splitLog } from './log-lines.ts';
import { EMPTY_TREE, leafHash, type MerkleTree, withLeaf } from './merkle.ts';

/** How far a process has read its log, and what it found. */
export interface LogState {
  /** Bytes of whole lines. */
  readonly end: number;
  readonly tree: MerkleTree;
  /** Digest of the last record. */
  readonly last: string;
  /** Bytes behind the last whole line: an append that was interrupted. */
  readonly torn: Buffer;
}

export const EMPTY_LOG: LogState = {
  end: 0,
  tree: EMPTY_TREE,
  last: NO_RECORD,
  torn: Buffer.alloc(0),
};

/**
 * Reads what has come since: records of other processes, too.
 *
 * @throws {@link AuditError} when the file is not the one that was read before, or a record does not follow from the one
 * before it.
 */
export async function readOn(path: string, state: LogState): Promise<LogState> {
  const size = (await stat(path).catch(absent))?.size ?? 0;
  if (size < state.end) throw broken(path, state.tree.size, 'the log is shorter than it was');
  const { lines, rest, end } = splitLog(await readFrom(path, state.end, size), state.end);
  return { ...lines.reduce((before, line) => follow(path, before, line), state), end, torn: rest };
}

function follow(path: string, { tree, last, ...state }: LogState, line: LogLine): LogState {
  const { record, bytes } = line;
  const { size } = tree;
  if (record === undefined) throw broken(path, size, 'its line is not what a log writes');
  if (record.seq !== size) throw broken(path, size, `number ${record.seq} stands in its place`);
  if (record.prev !== last) throw broken(path, size, 'it does not follow from the one before it');
  if (!isSealed(line))
    throw broken(path, size, 'something stands before it that nobody has sealed');
  return { ...state, tree: withLeaf(tree, leafHash(bytes)), last: recordHash(bytes) };
}

const broken = (path: string, seq: number, problem: string): AuditError =>
  new AuditError(path, `record ${seq}: ${problem} - rowmill audit verify tells more`);

/**
 * Adds records; they are on the disk when the promise resolves. What an interrupted append has left is sealed off first.
 *
 * @param contents of the records but for their places, in order
 * @returns how the log is now
 */
export async function append(
  path: string,
  state: LogState,
  { contents, placed }: NewRecords,
): Promise<LogState> {
  const wanted = state.torn.length === 0 ? contents : [sealing(state.torn), ...contents];
  const lines: Buffer[] = [];
  let { tree, last } = state;
  for (const content of wanted) {
    const line = Buffer.from(canonicalJson({ ...content, ...placed(tree.size, last) }));
    lines.push(line, LINE_END);
    tree = withLeaf(tree, leafHash(line));
    last = recordHash(line);
  }
  const bytes = Buffer.concat(state.torn.length === 0 ? lines : [Buffer.of(SEPARATOR), ...lines]);
  await write(path, bytes);
  const end = state.end + state.torn.length + bytes.length;
  return { end, tree, last, torn: EMPTY_LOG.torn };
}

export interface NewRecords {
  readonly contents: readonly object[];
  placed(seq: number, prev: string): RecordPlace;
}

const LINE_END = Buffer.from('\n');

function sealing(torn: Buffer): object {
  return {
    action: 'log.sealed',
    resource: 'log',
    decision: 'allowed',
    result: 'noted',
    params: sealOf(torn),
  };
}

async function write(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const isNew = (await stat(path).catch(absent)) === undefined;
  // Nothing that was written can be written over.
  const file = await open(path, 'a', 0o600);
  try {
    await writeAll(file, bytes);
    await file.datasync();
  } finally {
    await file.close();
  }
  if (isNew) await syncFolder(dirname(path));
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let written = 0; written < bytes.length; )
    written += (await file.write(bytes, written)).bytesWritten;
}

async function readFrom(path: string, start: number, end: number): Promise<Buffer> {
  if (end === 0 || end === start) return Buffer.alloc(0);
  if (start === 0) return readFile(path);
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe(end - start);
    for (let filled = 0; filled < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0) return bytes.subarray(0, filled);
      filled += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
