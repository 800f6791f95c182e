import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, type Memory } from '../kernels/memory.ts';
import { BATCH_ROWS } from '../model/batch.ts';
import { expectSame, place, read, roomFor } from '../testing/key-memory.ts';
import { openMemory } from '../wasm/open-memory.ts';
import { openKeyKernels } from './open-key-kernels.ts';

/** Lays texts out as views; each is followed by bytes that are not its own. */
function placeTexts(memory: Memory, texts: readonly Uint8Array[]) {
  const address = new Int32Array(texts.length);
  const length = Int32Array.from(texts, ({ length: bytes }) => bytes);
  texts.forEach((text, i) => {
    address[i] = place(memory, text);
    memory.bytes.fill(
      0x77,
      (address[i] as number) + text.length,
      (address[i] as number) + text.length + 8,
    );
  });
  return { address: place(memory, address), length: place(memory, length) };
}

const KEY = Uint8Array.from({ length: 16 }, (_, i) => i);
const word64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const key = fc.uint8Array({ minLength: 16, maxLength: 16 });
const text = fc.oneof(
  fc.uint8Array({ maxLength: 70 }),
  fc.string({ unit: 'binary', maxLength: 40 }).map((value) => new TextEncoder().encode(value)),
  fc.uint8Array({ minLength: 250, maxLength: 600 }),
);

describe('SipHash', () => {
  /**
   * Hashes of the messages 00, 00 01, ... of so many bytes under the key 00 01 .. 0f: of SipHash-2-4 as the paper and
   * the authors' list of vectors give them, of SipHash-1-3 as OpenSSL 3 does.
   */
  const KNOWN = [
    { bytes: 0, strong: '310e0edd47db6f72', light: 'dcc40f055801acab' },
    { bytes: 4, strong: 'b7877127e09427cf', light: '2883d388605775cf' },
    { bytes: 7, strong: '37d1018bf50002ab', light: '4011b19b987d92d3' },
    { bytes: 8, strong: '6224939a79f5f593', light: '8e9a298d11959036' },
    { bytes: 15, strong: 'e545be4961ca29a1', light: '5699512a6dd820d3' },
  ];
  it.each(['ts', 'wasm'] as const)('gives the known answers (%s)', (engine) => {
    const memory = openMemory(1 << 16, { engine });
    const kernels = openKeyKernels(memory);
    const count = KNOWN.length;
    const texts = placeTexts(
      memory,
      KNOWN.map(({ bytes }) => KEY.subarray(0, bytes)),
    );
    const out = allocate(memory, 8 * count);
    const keyAt = place(memory, KEY);
    const hashes = (compress: number, finish: number): string[] => {
      kernels.hashTexts(texts.address, texts.length, 0, out, count, keyAt, compress, finish);
      return KNOWN.map((_, i) => read(memory, out + 8 * i, 8));
    };
    expect(hashes(2, 4)).toEqual(KNOWN.map(({ strong }) => strong));
    expect(hashes(1, 3)).toEqual(KNOWN.map(({ light }) => light));
  });

  it('is the same in both engines, nulls included', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, fc.boolean()), { minLength: 1 }),
        key,
        (cells, secret) => {
          expectSame((memory, kernels) => {
            const texts = placeTexts(
              memory,
              cells.map(([bytes]) => bytes),
            );
            const valid = place(
              memory,
              Uint8Array.from(cells, ([, isValid]) => Number(isValid)),
            );
            const out = allocate(memory, 8 * cells.length);
            const keyAt = place(memory, secret);
            kernels.hashTexts(texts.address, texts.length, valid, out, cells.length, keyAt, 1, 3);
            const weak = read(memory, out, 8 * cells.length);
            kernels.hashTexts(texts.address, texts.length, 0, out, cells.length, keyAt, 2, 4);
            return [weak, read(memory, out, 8 * cells.length)];
          });
        },
      ),
    );
  });

  it('takes no text for a null, and no pair for another that reads the same', () => {
    const memory = openMemory(1 << 16, { engine: 'wasm' });
    const kernels = openKeyKernels(memory);
    const messages = ['', '', 'ab', 'c', 'a', 'bc'].map((value) => new TextEncoder().encode(value));
    const texts = placeTexts(memory, messages);
    const valid = place(memory, Uint8Array.of(0, 1, 1, 1, 1, 1));
    const out = allocate(memory, 8 * messages.length);
    const keyAt = place(memory, KEY);
    kernels.hashTexts(texts.address, texts.length, valid, out, messages.length, keyAt, 2, 4);
    expect(read(memory, out, 8)).not.toBe(read(memory, out + 8, 8));
    // 'ab' and 'c', 'a' and 'bc'.
    const first = place(memory, memory.bytes.slice(out + 16, out + 24));
    const second = place(memory, memory.bytes.slice(out + 32, out + 40));
    const scratch = allocate(memory, 16);
    kernels.joinHashes(first, out + 24, 1, keyAt, 2, 4, scratch);
    kernels.joinHashes(second, out + 40, 1, keyAt, 2, 4, scratch);
    expect(read(memory, first, 8)).not.toBe(read(memory, second, 8));
  });

  it('joins alike in both engines', () => {
    fc.assert(
      fc.property(fc.bigUint64Array({ minLength: 1 }), word64, key, (hashes, other, secret) => {
        expectSame((memory, kernels) => {
          const first = place(memory, hashes);
          const others = place(
            memory,
            hashes.map((hash) => hash ^ other),
          );
          const scratch = allocate(memory, 16);
          kernels.joinHashes(first, others, hashes.length, place(memory, secret), 1, 3, scratch);
          return read(memory, first, 8 * hashes.length);
        });
      }),
    );
  });
});

describe('keys of fixed width', () => {
  const count = fc.oneof(
    fc.integer({ min: 1, max: 40 }),
    fc.constantFrom(BATCH_ROWS - 1, BATCH_ROWS),
  );
  const numbers = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -0, Number.NaN, 2 ** 53));

  it('are the same in both engines', () => {
    fc.assert(
      fc.property(count, fc.array(numbers, { minLength: 1 }), key, (rows, values, secret) => {
        const column = Float64Array.from(
          { length: rows },
          (_, i) => (values[i % values.length] as number) + (i >> 3),
        );
        expectSame((memory, kernels) => {
          const at = place(memory, column, 16 * roomFor(rows));
          const out = allocate(memory, 8 * roomFor(rows));
          const rests = allocate(memory, 8 * roomFor(rows));
          const keyAt = place(memory, secret);
          kernels.mixNumbers(at, out, rows, keyAt);
          const answers = [read(memory, out, 8 * rows)];
          kernels.mixInt64s(at, out, rows, keyAt);
          answers.push(read(memory, out, 8 * rows));
          kernels.mixFlags(at, out, rows, keyAt);
          answers.push(read(memory, out, 8 * rows));
          kernels.mixUuids(at, out, rests, rows, keyAt);
          return [...answers, read(memory, out, 8 * rows), read(memory, rests, 8 * rows)];
        });
      }),
      { numRuns: 40 },
    );
  });

  it('differ where the values do, and only there', () => {
    const memory = openMemory(1 << 20, { engine: 'wasm' });
    const kernels = openKeyKernels(memory);
    const values = Float64Array.from({ length: BATCH_ROWS }, (_, i) => i);
    values.set([-0, Number.NaN, -Number.NaN], BATCH_ROWS - 3);
    const out = allocate(memory, 8 * BATCH_ROWS);
    kernels.mixNumbers(place(memory, values), out, BATCH_ROWS, place(memory, KEY));
    const keys = new Set(
      Array.from({ length: BATCH_ROWS }, (_, i) => read(memory, out + 8 * i, 8)),
    );
    expect(keys.size).toBe(BATCH_ROWS - 2);
  });
});

describe('presence', () => {
  it('keeps the keys of rows without null, and their rows, in both engines', () => {
    const flags = fc.uint8Array({ min: 0, max: 1, minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(flags, fc.boolean(), fc.integer(), (valid, hasNulls, firstRow) => {
        const count = valid.length;
        const keys = BigUint64Array.from({ length: count }, (_, i) => BigInt(i) * 3n);
        expectSame((memory, kernels) => {
          const hashes = place(memory, keys, 8 * roomFor(count));
          const rests = place(
            memory,
            keys.map((value) => value + 1n),
            8 * roomFor(count),
          );
          const rows = allocate(memory, 4 * roomFor(count));
          const flagsAt = place(memory, valid, roomFor(count));
          const both = allocate(memory, roomFor(count));
          kernels.bothPresent(flagsAt, flagsAt, both, count);
          expect(memory.bytes.slice(both, both + count)).toEqual(valid);
          const kept = kernels.keepPresent(
            hashes,
            rests,
            hasNulls ? both : 0,
            rows,
            count,
            firstRow,
          );
          expect(kept).toBe(hasNulls ? valid.filter((flag) => flag === 1).length : count);
          return [
            kept,
            read(memory, hashes, 8 * kept),
            read(memory, rests, 8 * kept),
            read(memory, rows, 4 * kept),
          ];
        });
      }),
    );
  });
});
