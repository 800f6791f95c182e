import { byteLength, type Json } from '../json.ts';
import type { ObjectStore } from '../ports.ts';

/** A file as the manifest lists it. */
export type ResultFile = {
  readonly Key: string;
  /** Bytes. */
  readonly Size: number;
};

export type ResultFormat = 'JSON' | 'JSONL';

export interface ResultFilesOptions {
  readonly objects: ObjectStore;
  readonly bucket: string;
  /** @param number from 0 */
  readonly keyOf: (number: number) => string;
  readonly format: ResultFormat;
  /** A file that would become longer is followed by another one. A value that is longer has a file of its own. */
  readonly maxBytes: number;
}

const FRAMES = {
  JSON: { start: '[', between: ',', end: ']' },
  JSONL: { start: '', between: '\n', end: '\n' },
} as const;

/** Text that goes to the store at once, in characters. */
const PIECE_LENGTH = 65_536;

/** Writes values to as many files as they need, none of which is empty. Holds no more than a piece of them. */
export async function writeResultFiles(
  values: AsyncIterable<Json>,
  { objects, bucket, keyOf, format, maxBytes }: ResultFilesOptions,
): Promise<readonly ResultFile[]> {
  const files: ResultFile[] = [];
  const source = await lookAhead(values);
  while (source.next !== undefined) {
    const file = fileOf(source, { format, maxBytes });
    const Key = keyOf(files.length);
    await objects.write(bucket, Key, inPieces(file.texts()));
    files.push({ Key, Size: file.size() });
  }
  return files;
}

/** Values that show which one comes next, so that a file can end before it. */
interface LookAhead {
  readonly next: Json | undefined;
  advance(): Promise<void>;
}

async function lookAhead(values: AsyncIterable<Json>): Promise<LookAhead> {
  const iterator = values[Symbol.asyncIterator]();
  let result = await iterator.next();
  return {
    get next() {
      return result.done === true ? undefined : result.value;
    },
    async advance() {
      result = await iterator.next();
    },
  };
}

function fileOf(
  source: LookAhead,
  { format, maxBytes }: { readonly format: ResultFormat; readonly maxBytes: number },
): { texts(): AsyncGenerator<string, void, undefined>; size(): number } {
  const { start, between, end } = FRAMES[format];
  let size = start.length + end.length;
  return {
    async *texts() {
      yield start;
      for (let count = 0; source.next !== undefined; count++) {
        const text = (count === 0 ? '' : between) + JSON.stringify(source.next);
        const bytes = Buffer.byteLength(text);
        if (count > 0 && size + bytes > maxBytes) {
          break;
        }
        size += bytes;
        yield text;
        await source.advance();
      }
      yield end;
    },
    size: () => size,
  };
}

async function* inPieces(texts: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let piece = '';
  for await (const text of texts) {
    piece += text;
    if (piece.length >= PIECE_LENGTH) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

/** All values as one, where they are the output of a state. @returns undefined where they are too many */
export async function collectResults(
  values: AsyncIterable<Json>,
  { format, maxBytes }: { readonly format: ResultFormat; readonly maxBytes: number },
): Promise<Json | undefined> {
  const collected: Json[] = [];
  let bytes = 2;
  for await (const value of values) {
    bytes += byteLength(value) + (collected.length > 0 ? 1 : 0);
    if (bytes > maxBytes) {
      return undefined;
    }
    collected.push(value);
  }
  return format === 'JSON' ? collected : collected.map((value) => JSON.stringify(value)).join('\n');
}
