import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, layoutFaults } from '../kernels/memory.ts';
import { BATCH_ROWS } from '../model/batch.ts';
import { guardedMemory } from '../testing/guarded-memory.ts';
import type { EngineName } from '../wasm/choose-engine.ts';
import { openFastReaders } from '../wasm/readers-kernels.ts';
import { openCsvKernel } from './csv-kernel.ts';
import { openNdjsonKernel } from './ndjson-kernel.ts';
import { PLAN } from './plan.ts';
import type { ReadRows } from './put-row.ts';
import { openReaderFrame, type ReaderFrame, readerFrameSize } from './reader-frame.ts';

const BLOCK_BYTES = 1 << 18;

interface Trial {
  readonly file: Uint8Array;
  /** Literals between values; the last one is the tail. None: CSV. */
  readonly literals?: readonly string[];
  readonly columns: number;
  readonly limit?: number;
}

/** What a kernel leaves: everything relative to the block, so that both engines can be compared. */
function run(engine: EngineName, { file, literals, columns, limit = BATCH_ROWS }: Trial) {
  const size = readerFrameSize(columns, BLOCK_BYTES) + (1 << 16);
  const memory = guardedMemory(engine, size);
  const frame = openReaderFrame(memory, columns, BLOCK_BYTES);
  const { block, plan } = frame;
  const room = allocate(memory, 1 << 11);
  let at = room;
  const literal = (text: string) => {
    const { written } = new TextEncoder().encodeInto(text, memory.bytes.subarray(at));
    at += written;
    return { address: at - written, length: written };
  };
  plan.setShape({
    fields: Array.from({ length: columns }, (_, column) => ({
      column,
      literal: literal(literals?.[column] ?? ''),
    })),
    tail: literal(literals?.at(-1) ?? ''),
    delimiter: 0x2c,
  });
  memory.bytes.set(file, block.start);
  const end = block.start + file.length;
  if (literals === undefined) memory.bytes[end] = 0x22;
  plan.set(PLAN.END, end);
  const rows = kernelOf(frame, literals === undefined)(0, limit);
  expect(layoutFaults(memory)).toEqual([]);
  return snapshot(frame, rows);
}

function kernelOf(frame: ReaderFrame, isCsv: boolean): ReadRows {
  const fast = openFastReaders(frame.memory);
  if (fast === undefined) return isCsv ? openCsvKernel(frame) : openNdjsonKernel(frame);
  const read = isCsv ? fast.readCsv : fast.readNdjson;
  return (first, limit) => read(frame.plan.address, first, limit);
}

function snapshot({ block, plan, columns, raw, lines, wide, memory }: ReaderFrame, rows: number) {
  const relative = (addresses: Int32Array) =>
    Array.from(addresses.subarray(0, rows), (address) => address - block.start);
  return {
    rows,
    position: plan.get(PLAN.POSITION) - block.start,
    heap: plan.get(PLAN.HEAP) - block.start,
    line: plan.get(PLAN.LINE),
    raw: [relative(raw.address), Array.from(raw.length.subarray(0, rows))],
    lines: Array.from(lines.subarray(0, rows)),
    wide: Array.from(wide.subarray(0, rows)),
    cells: columns.map(({ address, length, tags }) => [
      relative(address),
      Array.from(length.subarray(0, rows)),
      Array.from(tags.subarray(0, rows)),
      Array.from({ length: rows }, (_, i) => {
        const from = address[i] ?? 0;
        return String.fromCharCode(...memory.bytes.subarray(from, from + (length[i] ?? 0)));
      }),
    ]),
  };
}

function expectSame(trial: Trial) {
  const [reference, fast] = [run('ts', trial), run('wasm', trial)];
  expect(fast).toEqual(reference);
  return reference;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

/** Bytes near the borders of UTF-8: whole characters of every length, and pieces of them. */
const nearUtf8 = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }).map(bytesOf),
      },
      fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 20 }).map(bytesOf),
      fc
        .tuple(
          fc.constantFrom(
            0xc0,
            0xc1,
            0xc2,
            0xdf,
            0xe0,
            0xe1,
            0xed,
            0xef,
            0xf0,
            0xf1,
            0xf4,
            0xf5,
            0xff,
          ),
          fc.array(fc.constantFrom(0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf), { maxLength: 4 }),
        )
        .map(([lead, rest]) => Uint8Array.of(lead, ...rest)),
    ),
    { maxLength: 14 },
  )
  .map(joined);

const isPlain = (byte: number): boolean => byte >= 0x20 && byte !== 0x22 && byte !== 0x5c;

/** A token that is nearly one of JSON. */
const nearJson = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'-+.0123456789eE'), minLength: 1, maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('{', '}', '[', ']', ',', ':', ' ', '"a"', '"\\n"', '1', 'null', '\t'),
    maxLength: 12,
  }),
  fc.json({ maxDepth: 5 }),
  fc.constantFrom(
    'true',
    'false',
    'null',
    'nul',
    'True',
    'tru',
    'fals',
    'falsy',
    'nullx',
    '"',
    '""',
    '',
  ),
  fc
    .string({
      unit: fc.constantFrom('\\u', 'd83d', 'de00', '\\n', '\\"', '\\', '/', '00e9', 'é', 'xyz'),
      maxLength: 20,
    })
    .map((s) => `"${s}"`),
  fc.integer({ min: 1, max: 70 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
);

describe('the NDJSON kernel', () => {
  it('takes a string exactly when it is UTF-8', () => {
    fc.assert(
      fc.property(nearUtf8, fc.nat({ max: 20 }), (bytes, gap) => {
        const text = bytes.filter(isPlain);
        const before = bytesOf(`{"k${'x'.repeat(gap)}":"`);
        const file = joined([before, text, bytesOf('"}\n')]);
        const literals = [`{"k${'x'.repeat(gap)}":`, '}'];
        const { rows } = expectSame({ file, literals, columns: 1 });
        expect(rows).toBe(isUtf8(text) ? 1 : 0);
      }),
      { numRuns: 600 },
    );
  });

  it('takes a value exactly when JSON.parse does, half characters and great depth apart', () => {
    fc.assert(
      fc.property(fc.array(nearJson, { minLength: 1, maxLength: 4 }), (values) => {
        const file = bytesOf(values.map((value) => `{"a": ${value} }\n`).join(''));
        const { rows } = expectSame({ file, literals: ['{"a": ', ' }'], columns: 1 });
        const bad = values.findIndex((value) => !isTaken(value));
        expect(rows).toBe(bad < 0 ? values.length : bad);
      }),
      { numRuns: 600 },
    );
  });

  it('finds the same rows up to the same stop, in files of any size', () => {
    const value = fc.oneof({ weight: 40, arbitrary: fc.json({ maxDepth: 1 }) }, nearJson);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 9000 }),
        fc.constantFrom('', 'é'.repeat(7), 'long key '.repeat(5)),
        (pairs, count, key) => {
          const lines = pairs.map(([a, b]) => `{"a":${a},"${key}":${b}}\r\n`);
          const text = Array.from({ length: count }, (_, i) => lines[i % lines.length]).join('');
          const file = bytesOf(text).subarray(0, BLOCK_BYTES);
          const end = file.lastIndexOf(0x0a) + 1;
          const literals = ['{"a":', `,"${key}":`, '}\r'];
          expectSame({ file: file.subarray(0, end), literals, columns: 2 });
        },
      ),
      { numRuns: 60 },
    );
  });
});

function isTaken(value: string): boolean {
  const depth = /^\[+/.exec(value)?.[0].length ?? 0;
  try {
    const parsed: unknown = JSON.parse(value);
    return (
      depth <= 64 && (typeof parsed !== 'string' || parsed.isWellFormed()) && !/^\s|\s$/.test(value)
    );
  } catch {
    return false;
  }
}

describe('the CSV kernel', () => {
  const cell = fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: fc.constantFrom(...'abcé€😀 '), maxLength: 40 }) },
    fc
      .string({ unit: fc.constantFrom('x', '""', '\n', '\r\n', ',', 'é'), maxLength: 40 })
      .map((s) => `"${s}"`),
    fc.string({ unit: fc.constantFrom('x', '"', '\n', '\r', ','), maxLength: 4 }),
  );

  it('finds the same records up to the same stop, wherever the bytes end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
        fc.constantFrom('\n', '\r\n', '\n\n'),
        fc.integer({ min: 1, max: 3 }),
        fc.nat({ max: 30 }),
        (records, lineBreak, columns, cut) => {
          const text = records.map((cells) => cells.join(',') + lineBreak).join('');
          const file = bytesOf(text);
          expectSame({ file: file.subarray(0, Math.max(0, file.length - cut)), columns });
        },
      ),
      { numRuns: 600 },
    );
  });

  it('takes a cell exactly when it is UTF-8', () => {
    fc.assert(
      fc.property(nearUtf8, fc.boolean(), (bytes, isQuoted) => {
        const text = bytes.filter((byte) => isPlain(byte) && byte !== 0x2c);
        const quote = bytesOf(isQuoted ? '"' : '');
        const file = joined([quote, text, quote, bytesOf('\n')]);
        expect(expectSame({ file, columns: 1 }).rows).toBe(isUtf8(text) ? 1 : 0);
      }),
      { numRuns: 600 },
    );
  });

  it('stops where the batch is full', () => {
    const file = bytesOf('a,"b"\n'.repeat(10_000));
    expect(expectSame({ file, columns: 2 })).toMatchObject({ rows: BATCH_ROWS, line: BATCH_ROWS });
    expect(expectSame({ file, columns: 2, limit: 1 })).toMatchObject({ rows: 1, position: 6 });
  });
});
