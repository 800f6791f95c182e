import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, layoutFaults, type Memory } from '../kernels/memory.ts';
import { ENGINES, guardedMemory, onBothEngines } from '../testing/guarded-memory.ts';
import { openMemory } from '../wasm/open-memory.ts';
import { COLUMN_FF1_SIZE, openColumnFf1 } from './column-ff1.ts';
import { COLUMN_PRF_SIZE, openColumnPrf } from './column-prf.ts';

const hex = (digits: string): Uint8Array => Uint8Array.from(Buffer.from(digits, 'hex'));

function placeTexts(memory: Memory, texts: readonly Uint8Array[]) {
  const column = () =>
    new Int32Array(memory.buffer, allocate(memory, 4 * texts.length), texts.length);
  const [address, length] = [column(), column()];
  texts.forEach((text, i) => {
    address[i] = allocate(memory, text.length);
    length[i] = text.length;
    // Bytes of a neighbour, which the function must not see.
    memory.bytes.fill(0x55, address[i] as number, (address[i] as number) + text.length + 16);
    memory.bytes.set(text, address[i]);
  });
  return { address, length };
}

/** The same by OpenSSL's CBC, one text at a time. */
function macOf(key: Uint8Array, text: Uint8Array): string {
  const padded = Buffer.alloc(Math.max(16, Math.ceil((text.length + 4) / 16) * 16));
  padded.writeUInt32LE(text.length);
  padded.set(text, 4);
  const cipher = createCipheriv('aes-128-cbc', key, Buffer.alloc(16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(padded), cipher.final()])
    .subarray(-16)
    .toString('hex');
}

describe('openColumnPrf', () => {
  const key = fc.uint8Array({ minLength: 16, maxLength: 16 });
  const text = fc.oneof(
    fc.uint8Array({ maxLength: 70 }),
    fc.uint8Array({ minLength: 250, maxLength: 300 }),
  );

  it.each(ENGINES)('is CBC-MAC with the length in front (%s)', (engine) => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, fc.boolean()), { minLength: 1, maxLength: 40 }),
        key,
        (cells, secret) => {
          const memory = guardedMemory(engine, COLUMN_PRF_SIZE + (1 << 17));
          const prf = openColumnPrf(memory, secret);
          const views = placeTexts(
            memory,
            cells.map(([bytes]) => bytes),
          );
          const valid = new Uint8Array(memory.buffer, allocate(memory, cells.length), cells.length);
          cells.forEach(([, isThere], i) => {
            valid[i] = Number(isThere);
          });
          const masks = (digest: Uint8Array) =>
            cells.map((_, i) => Buffer.from(digest.subarray(16 * i, 16 * i + 16)).toString('hex'));
          expect(masks(prf.digest(views, cells.length))).toEqual(
            cells.map(([bytes]) => macOf(secret, bytes)),
          );
          // The view of a null may lead anywhere.
          cells.forEach(([, isThere], i) => {
            if (!isThere) views.address[i] = 0x7fff_0000;
          });
          expect(masks(prf.digest({ ...views, valid }, cells.length))).toEqual(
            cells.map(([bytes, isThere]) => macOf(secret, isThere ? bytes : new Uint8Array())),
          );
          expect(layoutFaults(memory)).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('refuses keys that AES does not take', () => {
    expect(() => openColumnPrf(openMemory(COLUMN_PRF_SIZE + 64), new Uint8Array(15))).toThrow(
      RangeError,
    );
  });
});

/** NIST SP 800-38G, FF1 samples 1, 2, 4, 5, 7 and 8: `0123456789` under three keys, without a tweak and with one. */
const KEY = '2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f7f036d6f04fc6a94';
const TWEAK = '39383736353433323130';
const SAMPLES = [
  { keyBytes: 16, tweak: '', expected: '2433477484' },
  { keyBytes: 16, tweak: TWEAK, expected: '6124200773' },
  { keyBytes: 24, tweak: '', expected: '2830668132' },
  { keyBytes: 24, tweak: TWEAK, expected: '2496655549' },
  { keyBytes: 32, tweak: '', expected: '6657667009' },
  { keyBytes: 32, tweak: TWEAK, expected: '1001623463' },
];

describe('openColumnFf1', () => {
  it.each(ENGINES)('gives the known answers (%s)', (engine) => {
    for (const { keyBytes, tweak, expected } of SAMPLES) {
      const memory = openMemory(COLUMN_FF1_SIZE + 64, { engine });
      const ff1 = openColumnFf1(memory, {
        key: hex(KEY).subarray(0, keyBytes),
        tweak: hex(tweak),
        radix: 10,
        digits: 10,
      });
      ff1.first.fill(1234, 0, 3);
      ff1.second.fill(56_789, 0, 3);
      ff1.encrypt(3);
      const shown = [0, 1, 2].map((i) =>
        [ff1.first[i], ff1.second[i]].map((half) => String(half).padStart(5, '0')).join(''),
      );
      expect(shown).toEqual([expected, expected, expected]);
    }
  });

  const numerals = fc
    .tuple(
      fc.integer({ min: 2, max: 65_536 }),
      fc.integer({ min: 2, max: 60 }),
      fc.uint8Array({ maxLength: 40 }),
    )
    .filter(
      ([radix, digits]) =>
        radix ** (digits - (digits >> 1)) <= 2 ** 32 && radix ** digits >= 1_000_000,
    );

  it('is a permutation of numerals of one length, the same in both engines', () => {
    fc.assert(
      fc.property(
        numerals,
        fc.array(fc.tuple(fc.nat({ max: 2 ** 32 - 1 }), fc.nat({ max: 2 ** 32 - 1 })), {
          minLength: 1,
          maxLength: 50,
        }),
        ([radix, digits, tweak], rows) => {
          const moduli = [radix ** (digits >> 1), radix ** (digits - (digits >> 1))] as const;
          onBothEngines(COLUMN_FF1_SIZE + 1024, (memory) => {
            const ff1 = openColumnFf1(memory, {
              key: hex(KEY).subarray(0, 16),
              tweak,
              radix,
              digits,
            });
            const plain = rows.map(([a, b]) => [a % moduli[0], b % moduli[1]]);
            plain.forEach(([a = 0, b = 0], i) => {
              ff1.first[i] = a;
              ff1.second[i] = b;
            });
            const now = () =>
              plain.map((_, i) => [ff1.first[i] as number, ff1.second[i] as number]);
            ff1.encrypt(rows.length);
            const masked = now();
            for (const [a = 0, b = 0] of masked)
              expect([a < moduli[0], b < moduli[1]]).toEqual([true, true]);
            ff1.decrypt(rows.length);
            expect(now()).toEqual(plain);
            return masked;
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses numerals that are too long, and too few of them', () => {
    const open = (radix: number, digits: number) => () =>
      openColumnFf1(openMemory(COLUMN_FF1_SIZE + 64), {
        key: new Uint8Array(16),
        tweak: new Uint8Array(),
        radix,
        digits,
      });
    expect(open(10, 20)).toThrow(RangeError);
    expect(open(10, 5)).toThrow(RangeError);
    expect(open(10, 6)).not.toThrow();
    expect(open(10, 18)).not.toThrow();
  });
});
