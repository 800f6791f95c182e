import { DataError } from '../errors.ts';
import { allocate, type Memory, regionSize } from '../kernels/memory.ts';
import type { Batch } from '../model/batch.ts';
import { openMemory } from '../wasm/open-memory.ts';
import { addSums, digestOfSums, type HashSums } from './content-digest.ts';
import {
  openTuples,
  READ_AHEAD,
  ROW_BYTES,
  throwFault,
  tupleColumns,
  tuplesSize,
} from './copy-binary.ts';
import {
  TUPLES_HEADER,
  type TupleColumn,
  type TupleEngine,
  type TupleKind,
} from './copy-binary-types.ts';
import type { TextEncoderOf } from './encoder.ts';
import type { LineDigest } from './line-digest.ts';
import type { EncodedColumn } from './render.ts';

/** In place of a text form: of every batch nothing but the sums of its tuples, for {@link createSumDigest}. */
export interface TupleDigestForm {
  /** Binary form of each column. */
  readonly kinds: readonly TupleKind[];
}

/** Bytes of memory that {@link openTupleDigester} takes. */
export function tupleDigesterSize(
  { kinds }: TupleDigestForm,
  columns: readonly EncodedColumn[],
): number {
  return tuplesSize(tupleColumns(columns, kinds)) + regionSize(ROW_BYTES + READ_AHEAD);
}

/** Tuples that are hashed and then forgotten; few at once, so that they stay in a core's own cache. */
const PIECE_BYTES = 1 << 16;
/** Rows and the halves of the sum of their hashes, in words of 32 bits. */
const SUM_WORDS = 3;

/**
 * @param columns as the batches have them
 * @returns writes one record of sums for each batch
 */
export function openTupleDigester(
  { kinds }: TupleDigestForm,
  encoded: readonly EncodedColumn[],
  memory: Memory,
  table: string,
): TextEncoderOf {
  const columns = tupleColumns(encoded, kinds);
  const tuples = openTuples(columns, memory);
  const start = allocate(memory, ROW_BYTES + READ_AHEAD);
  const span = { start, fill: start + PIECE_BYTES, end: start + ROW_BYTES };
  let taken: Batch | undefined;
  return {
    prepare(batch) {
      taken = batch;
    },
    byteCount: () => 4 * SUM_WORDS,
    write(write) {
      const batch = taken as Batch;
      const sums: HashSums = { rows: 0, high: 0, low: 0 };
      for (let row = 0; row < batch.rowCount; ) {
        const encoding = tuples.encode(batch, row, span, sums);
        throwFault(encoding, row, batch, columns, table);
        row = encoding.row;
      }
      write(new Uint8Array(Uint32Array.of(sums.rows, sums.high, sums.low).buffer));
    },
  };
}

/** Adds up the records of {@link openTupleDigester}, whole ones. */
export function createSumDigest(): LineDigest {
  const sums: HashSums = { rows: 0, high: 0, low: 0 };
  return {
    add(bytes) {
      const words = new Uint32Array(bytes.slice().buffer);
      for (let at = 0; at < words.length; at += SUM_WORDS) {
        const [rows = 0, high = 0, low = 0] = words.subarray(at, at + SUM_WORDS);
        addSums(sums, { rows, high, low });
      }
    },
    finish: () => digestOfSums(sums),
  };
}

const BUFFER_BYTES = 1 << 20;

/**
 * Digest of a whole stream of binary COPY as a server sends it, header and end mark included, in chunks of any size.
 *
 * @param kinds binary form of each column
 * @param origin named in errors
 * @throws DataError, from both methods, when the bytes are no such stream or it is cut off
 */
export function createTupleStreamDigest(kinds: readonly TupleKind[], origin: string): LineDigest {
  const sums: HashSums = { rows: 0, high: 0, low: 0 };
  const fields = kinds.map((kind): TupleColumn => {
    return { name: '', kind, scale: 0, vectorKind: 'text' };
  });
  let header: Uint8Array = new Uint8Array(0);
  let buffer = openBuffer(fields, BUFFER_BYTES);
  let filled = 0;
  let ended = false;
  const fault = (problem: string): DataError =>
    new DataError(origin, undefined, `${problem} - run again`);

  /** Gives the bytes behind the header, which may come in pieces. */
  function takeHeader(bytes: Uint8Array): Uint8Array {
    const missing = TUPLES_HEADER.length - header.length;
    if (missing === 0) return bytes;
    header = Uint8Array.of(...header, ...bytes.subarray(0, missing));
    if (header.some((byte, i) => byte !== TUPLES_HEADER[i]))
      throw fault('the server sends something else than binary COPY');
    return bytes.subarray(missing);
  }

  function digestBuffer(): void {
    const { tuples, memory, start } = buffer;
    const end = start + filled;
    const read = tuples.digest(start, end, sums);
    if (read.broken) throw fault('the server sends rows with other columns');
    ended = read.ended;
    if (ended && read.next < end) throw fault('the server goes on behind the end of its rows');
    memory.bytes.copyWithin(start, read.next, end);
    filled = end - read.next;
  }
  return {
    add(chunk) {
      let rest = takeHeader(chunk);
      while (rest.length > 0) {
        if (ended) throw fault('the server goes on behind the end of its rows');
        if (filled === buffer.byteLength) buffer = enlarge(fields, buffer);
        const part = rest.subarray(0, buffer.byteLength - filled);
        buffer.memory.bytes.set(part, buffer.start + filled);
        filled += part.length;
        rest = rest.subarray(part.length);
        digestBuffer();
      }
    },
    finish() {
      if (!ended) throw fault('the rows of the server are cut off');
      return digestOfSums(sums);
    },
  };
}

/** Bytes that are read back, in the memory of an engine. */
interface ReadBuffer {
  readonly memory: Memory;
  readonly tuples: TupleEngine;
  readonly start: number;
  readonly byteLength: number;
}

function openBuffer(fields: readonly TupleColumn[], byteLength: number): ReadBuffer {
  const memory = openMemory(regionSize(byteLength + READ_AHEAD) + tuplesSize(fields));
  const tuples = openTuples(fields, memory);
  return { memory, tuples, start: allocate(memory, byteLength + READ_AHEAD), byteLength };
}

/** A buffer of twice the size with the same bytes, for a row that is larger than the buffer. */
function enlarge(
  fields: readonly TupleColumn[],
  { memory, start, byteLength }: ReadBuffer,
): ReadBuffer {
  const larger = openBuffer(fields, 2 * byteLength);
  larger.memory.bytes.set(memory.bytes.subarray(start, start + byteLength), larger.start);
  return larger;
}
