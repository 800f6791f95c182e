import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allocate, layoutFaults } from '../kernels/memory.ts';
import { ENGINES, guardedMemory } from '../testing/guarded-memory.ts';
import { place, read, roomFor } from '../testing/key-memory.ts';
import { openKeyKernels } from './open-key-kernels.ts';
import { placeHmacKey, SHA256_SCRATCH, sha256 } from './sha256.ts';

const text = fc.oneof(
  fc.uint8Array({ maxLength: 70 }),
  fc.uint8Array({ minLength: 110, maxLength: 300 }),
  fc.constantFrom(55, 56, 63, 64, 119, 120, 128).map((bytes) => new Uint8Array(bytes).fill(0xab)),
);

it.each(ENGINES)('is HMAC-SHA-256 as node:crypto has it (%s)', (engine) => {
  const key = fc.uint8Array({ minLength: 1, maxLength: 64 });
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), key, (texts, secret) => {
      const memory = guardedMemory(engine, 1 << 17);
      const kernels = openKeyKernels(memory);
      const { states, constants } = placeHmacKey(memory, secret);
      const addresses = texts.map((bytes) => {
        const at = place(memory, bytes);
        // Bytes of a neighbour, which the hash must not see.
        memory.bytes.fill(0x77, at + bytes.length, at + bytes.length + 16);
        return at;
      });
      const address = place(memory, Int32Array.from(addresses));
      const length = place(
        memory,
        Int32Array.from(texts, (bytes) => bytes.length),
      );
      const scratch = allocate(memory, SHA256_SCRATCH);
      const out = allocate(memory, 32 * roomFor(texts.length));
      kernels.hmacSha256(address, length, texts.length, states, constants, scratch, out);
      expect(texts.map((_, i) => read(memory, out + 32 * i, 32))).toEqual(
        texts.map((bytes) => createHmac('sha256', secret).update(bytes).digest('hex')),
      );
      expect(layoutFaults(memory)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it('is SHA-256 as node:crypto has it', () => {
  fc.assert(
    fc.property(text, (bytes) => {
      expect(Buffer.from(sha256(bytes)).toString('hex')).toBe(
        createHash('sha256').update(bytes).digest('hex'),
      );
    }),
  );
});
