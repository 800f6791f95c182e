import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMemory } from '../wasm/open-memory.ts';
import { collectorSize, openKeyCollector } from './collect-keys.ts';
import { createKeySearch } from './key-search.ts';
import type { KeySource } from './segment.ts';
import { partitionWindows, readDistantSegments, segmentWindow } from './segment-window.ts';

/** Few keys a segment, so that there are many segments. */
const SEGMENT_KEYS = 16;
const LIMIT = 1000;

function sourceOf(bytes: Uint8Array): KeySource {
  return {
    byteLength: bytes.length,
    read: (position, into) => into.set(bytes.subarray(position, position + into.length)),
  };
}

/** Keys as they are spilled, all of them. */
function collect(keys: readonly bigint[], isWide: boolean): Uint8Array {
  const pieces: Uint8Array[] = [];
  const shape = { isWide, segmentKeys: SEGMENT_KEYS, segments: 1 };
  const memory = openMemory(collectorSize(shape));
  const write = (bytes: Uint8Array): void => void pieces.push(bytes.slice());
  const collector = openKeyCollector(memory, { ...shape, write });
  for (let from = 0; from < keys.length; from += SEGMENT_KEYS) {
    const slice = keys.slice(from, from + SEGMENT_KEYS);
    collector.add({
      count: slice.length,
      hashes: BigUint64Array.from(slice),
      ...(isWide ? { rests: BigUint64Array.from(slice, (key) => key % 3n) } : {}),
      rows: Int32Array.from(slice, (_, index) => from + index),
      high: 1,
    });
  }
  collector.seal();
  const { address, byteLength } = collector.held();
  pieces.push(memory.bytes.slice(address, address + byteLength));
  return Buffer.concat(pieces);
}

async function windowOf(bytes: Uint8Array, window: { from: number; to: number }) {
  const read = async ({ start, end }: { start: number; end: number }) => bytes.subarray(start, end);
  const pieces: Uint8Array[] = [];
  for (const segment of await readDistantSegments(bytes.length, read))
    for await (const piece of segmentWindow(segment, { ...window, hasRows: true }, read))
      pieces.push(piece);
  return sourceOf(Buffer.concat(pieces));
}

const anyKeys = fc.array(
  fc.oneof(
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    fc.integer({ min: 0, max: 20 }).map((key) => BigInt(key) << 58n),
  ),
  { maxLength: 80 },
);

describe('windows of partitions', () => {
  it('hold every key once, and find together what is found in the whole', async () => {
    const search = createKeySearch();
    const kinds = fc.tuple(anyKeys, fc.boolean(), fc.integer({ min: 1, max: 300 }));
    await fc.assert(
      fc.asyncProperty(kinds, async ([keys, isWide, count]) => {
        const bytes = collect(keys, isWide);
        const whole = search.repeated([sourceOf(bytes)], LIMIT);
        const found: (typeof whole)[] = [];
        for (const window of partitionWindows(count))
          found.push(search.repeated([await windowOf(bytes, window)], LIMIT));
        const sumOf = (of: (one: typeof whole) => number) =>
          found.reduce((sum, one) => sum + of(one), 0);
        expect(sumOf((one) => one.keys)).toBe(keys.length);
        expect(sumOf((one) => one.distinct)).toBe(whole.distinct);
        expect(sumOf((one) => one.rows)).toBe(whole.rows);
        const groups = found.flatMap((one) => one.groups ?? []);
        expect(groups.sort(([a = 0], [b = 0]) => a - b)).toEqual(whole.groups);
      }),
      { numRuns: 60 },
    );
  });

  it('follow one another from the first partition to the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3, max: 1000 }), (count) => {
        const windows = partitionWindows(count);
        expect(windows[0]?.from).toBe(0);
        expect(windows.at(-1)?.to).toBe(256);
        for (const [index, { from, to }] of windows.entries()) {
          expect(to).toBeGreaterThan(from);
          if (index > 0) expect(from).toBe(windows[index - 1]?.to);
        }
      }),
    );
  });
});
