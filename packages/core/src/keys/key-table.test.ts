import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../kernels/memory.ts';
import { expectSame, place, read } from '../testing/key-memory.ts';
import { PARTITION_BITS, PARTITIONS } from './partition.ts';

/** What is left of a key without its partition. */
const SHIFT = BigInt(64 - PARTITION_BITS);

const word64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

describe('partitions and tables', () => {
  const keys = fc
    .array(
      fc.oneof(
        word64,
        fc.bigInt({ min: 0n, max: 8n }),
        word64.map((k) => k & (0xfffn << 50n)),
      ),
      {
        minLength: 1,
        maxLength: 400,
      },
    )
    .map((values) => BigUint64Array.from(values));

  it('sort keys by their upper bits, stably, in both engines', () => {
    fc.assert(
      fc.property(keys, fc.boolean(), (hashes, isWide) => {
        const count = hashes.length;
        expectSame((memory, kernels) => {
          const from = [
            place(memory, hashes),
            isWide
              ? place(
                  memory,
                  hashes.map((h) => ~h),
                )
              : 0,
          ];
          const rows = place(
            memory,
            Uint32Array.from({ length: count }, (_, i) => i),
          );
          const offsets = allocate(memory, 4 * (PARTITIONS + 2));
          const out = [
            allocate(memory, 8 * count),
            allocate(memory, 8 * count),
            allocate(memory, 4 * count),
          ] as const;
          kernels.partitionKeys(from[0] as number, from[1] as number, rows, count, offsets, ...out);
          const order = new Uint32Array(memory.buffer, out[2], count);
          const expected = Array.from(hashes.keys()).sort(
            (a, b) =>
              Number(((hashes[a] as bigint) >> SHIFT) - ((hashes[b] as bigint) >> SHIFT)) || a - b,
          );
          expect(Array.from(order)).toEqual(expected);
          return [
            read(memory, offsets, 4 * (PARTITIONS + 1)),
            read(memory, out[0], 8 * count),
            isWide ? read(memory, out[1], 8 * count) : '',
          ];
        });
      }),
    );
  });

  it('find repeated and missing keys in both engines, whatever the table and the pass', () => {
    const partition = keys.map((values) => values.map((value) => value & ((1n << SHIFT) - 1n)));
    const bits = fc.record({
      tableBits: fc.integer({ min: 3, max: 10 }),
      passBits: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(
        partition,
        partition,
        bits,
        fc.boolean(),
        (own, others, { tableBits, passBits }, isWide) => {
          expectSame((memory, kernels) => {
            const hashes = place(memory, own);
            const rests = isWide
              ? place(
                  memory,
                  own.map((k) => k & 1n),
                )
              : 0;
            const probes = place(memory, others);
            const probeRests = isWide
              ? place(
                  memory,
                  others.map(() => 0n),
                )
              : 0;
            const table = allocate(memory, 16 << tableBits);
            const tally = allocate(memory, 12);
            const out = allocate(memory, 8 * Math.max(own.length, others.length));
            const answers: unknown[] = [];
            for (let pass = 0; pass < 2 ** passBits; pass++) {
              memory.bytes.fill(0, table, table + (16 << tableBits));
              memory.bytes.fill(0, tally, tally + 12);
              const where = [table, tableBits, passBits, pass] as const;
              const fits = kernels.insertKeys(hashes, rests, own.length, ...where, tally);
              answers.push(fits);
              if (fits === 0) continue;
              const repeated = kernels.listRepeated(hashes, rests, own.length, ...where, out);
              answers.push(read(memory, tally, 12), read(memory, out, 8 * repeated));
              const missing = kernels.listMissing(probes, probeRests, others.length, ...where, out);
              answers.push(read(memory, out, 4 * missing));
            }
            return answers;
          });
        },
      ),
    );
  });
});
