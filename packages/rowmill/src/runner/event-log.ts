import { appendFileSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Emit, RunEvent } from '../ports.ts';
import { runFiles } from '../runs/run-files.ts';
import type { DirectoryStore } from '../stores/object-store.ts';
import { isFull } from './space-reserve.ts';

/** An event of a run as it is kept. */
interface KeptEvent {
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Bytes that the test command had written by then: what it said before comes before. */
  readonly outputBytes: number;
  readonly event: RunEvent;
}

/** What a run told; `at` is not known of single pieces of output. */
export interface LoggedEvent {
  /** RFC 3339, UTC. */
  readonly at?: string;
  readonly event: RunEvent;
}

/** How far it is, and the output of commands, which has files of its own, are not kept. */
const PASSING: readonly RunEvent['type'][] = ['progress', 'output'];

/** Hands events on, and keeps them in the directory of the run for those who ask later. */
export function keepEvents(
  { store, emit }: { readonly store: DirectoryStore; readonly emit: Emit },
  run: string,
): Emit {
  const files = runFiles(run);
  const [log, output] = [store.path(files.events), store.path(files.output)];
  return (event) => {
    emit(event);
    if (PASSING.includes(event.type)) return;
    const outputBytes = statSync(output, { throwIfNoEntry: false })?.size ?? 0;
    const kept: KeptEvent = { at: new Date().toISOString(), outputBytes, event };
    try {
      appendFileSync(log, `${JSON.stringify(kept)}\n`);
    } catch (error) {
      // A run on a full disk fails by what it makes, and cleans up: the log is no reason to end it before that.
      if (!isFull(error)) throw error;
    }
  };
}

/** Reads what a run has told, also while it goes on. */
export interface EventLog {
  /** What has come since the last call. */
  read(): AsyncGenerator<LoggedEvent>;
}

export function openEventLog(store: DirectoryStore, run: string): EventLog {
  const files = runFiles(run);
  const events = openTail(store.path(files.events));
  const output = openTail(store.path(files.output));
  let line = '';
  async function* outputUpTo(end?: number): AsyncGenerator<LoggedEvent> {
    for await (const text of output.read(end)) yield { event: { type: 'output', text } };
  }
  return {
    async *read() {
      for await (const piece of events.read()) {
        const lines = `${line}${piece}`.split('\n');
        // A process may be in the midst of it, or was killed there.
        line = lines.pop() ?? '';
        for (const text of lines) {
          const kept = parse(text);
          if (kept === undefined) continue;
          yield* outputUpTo(kept.outputBytes);
          yield { at: kept.at, event: kept.event };
        }
      }
      yield* outputUpTo();
    },
  };
}

/** Lines that a killed process has left in pieces are passed over: they are told to people alone. */
function parse(line: string): KeptEvent | undefined {
  try {
    return JSON.parse(line) as KeptEvent;
  } catch {
    return undefined;
  }
}

/** Test commands may say more than fits into memory. */
const PIECE_BYTES = 1 << 20;
const NEWLINE = 10;

/** What is added to a file that may not be there yet, as pieces of text; of long ones, each ends with a line. */
function openTail(path: string) {
  const decoder = new TextDecoder();
  let position = 0;
  return {
    async *read(end = Number.POSITIVE_INFINITY): AsyncGenerator<string> {
      const file = await open(path).catch(ignoreMissing);
      if (file === undefined) return;
      try {
        const { size } = await file.stat();
        for (;;) {
          const piece = await readPiece(file, position, Math.min(end, size));
          if (piece.length === 0) return;
          position += piece.length;
          const text = decoder.decode(piece, { stream: true });
          if (text !== '') yield text;
        }
      } finally {
        await file.close();
      }
    },
  };
}

/** The bytes up to the end, as long as they are few; otherwise some of them, up to the end of a line if there is one. */
async function readPiece(file: FileHandle, from: number, end: number): Promise<Uint8Array> {
  const bytes = Buffer.alloc(Math.max(0, Math.min(end - from, PIECE_BYTES)));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
  const piece = bytes.subarray(0, bytesRead);
  const lineEnd = from + bytesRead === end ? 0 : piece.lastIndexOf(NEWLINE) + 1;
  return lineEnd === 0 ? piece : piece.subarray(0, lineEnd);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
