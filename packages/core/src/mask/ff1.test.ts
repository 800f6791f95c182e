import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFf1, shortestNumeral } from './ff1.ts';
import { createNumeralCipher } from './numeral-cipher.ts';

const hex = (digits: string): Uint8Array => Uint8Array.from(Buffer.from(digits, 'hex'));
const SIGNS = '0123456789abcdefghijklmnopqrstuvwxyz';
const digitsOf = (text: string): number[] => Array.from(text, (sign) => SIGNS.indexOf(sign));
const textOf = (digits: readonly number[]): string => digits.map((digit) => SIGNS[digit]).join('');

interface Sample {
  readonly key: string;
  readonly radix: number;
  readonly tweak: string;
  readonly plaintext: string;
  readonly ciphertext: string;
}

const KEY = '2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f7f036d6f04fc6a94';

/** What NIST publishes with SP 800-38G: three samples for each of AES-128, AES-192 and AES-256. */
const NIST: readonly Sample[] = [
  [32, '2433477484', '6124200773', 'a9tv40mll9kdu509eum'],
  [48, '2830668132', '2496655549', 'xbj3kv35jrawxv32ysr'],
  [64, '6657667009', '1001623463', 'xs8a0azh2avyalyzuwd'],
].flatMap(([length, plain, tweaked, letters]) => {
  const key = KEY.slice(0, Number(length));
  const decimal = { key, radix: 10, plaintext: '0123456789' };
  return [
    { ...decimal, tweak: '', ciphertext: `${plain}` },
    { ...decimal, tweak: '39383736353433323130', ciphertext: `${tweaked}` },
    {
      key,
      radix: 36,
      tweak: '3737373770717273373737',
      plaintext: '0123456789abcdefghi',
      ciphertext: `${letters}`,
    },
  ];
});

function itGivesTheAnswers(samples: readonly Sample[]): void {
  it.each(samples)('gives $ciphertext', ({ key, radix, tweak, plaintext, ciphertext }) => {
    const options = { key: hex(key), radix, tweak: hex(tweak) };
    const ff1 = createFf1(options);
    expect(textOf(ff1.encrypt(digitsOf(plaintext)))).toBe(ciphertext);
    expect(textOf(ff1.decrypt(digitsOf(ciphertext)))).toBe(plaintext);
    const cipher = createNumeralCipher(options);
    expect(cipher.encrypt([digitsOf(plaintext)]).map(textOf)).toEqual([ciphertext]);
    expect(cipher.decrypt([digitsOf(ciphertext)]).map(textOf)).toEqual([plaintext]);
  });
}

describe('FF1, samples of NIST SP 800-38G', () => itGivesTheAnswers(NIST));

/** Vectors beside the repository, where there are any. */
const VECTORS = join(import.meta.dirname, '../../../../../shared/conformance/ff1-nist.json');

describe.skipIf(!existsSync(VECTORS))('FF1, vectors from elsewhere', () => {
  const { vectors } = existsSync(VECTORS)
    ? (JSON.parse(readFileSync(VECTORS, 'utf8')) as { vectors: Sample[] })
    : { vectors: NIST };
  itGivesTheAnswers(vectors);
});

const key = hex(KEY).subarray(0, 16);

describe('createNumeralCipher', () => {
  const radix = fc.oneof(fc.integer({ min: 2, max: 70 }), fc.integer({ min: 2, max: 65_536 }));
  const column = fc.tuple(radix, fc.uint8Array({ maxLength: 40 })).chain(([base, tweak]) =>
    fc.tuple(
      fc.constant(base),
      fc.constant(tweak),
      fc.array(
        fc
          .integer({ min: shortestNumeral(base), max: shortestNumeral(base) + 40 })
          .chain((length) =>
            fc.array(fc.nat({ max: base - 1 }), { minLength: length, maxLength: length }),
          ),
        { maxLength: 8 },
      ),
    ),
  );

  it('encrypts columns as FF1 does one by one, of any length, and back', () => {
    fc.assert(
      fc.property(column, ([base, tweak, numerals]) => {
        const options = { key, radix: base, tweak };
        const [single, cipher] = [createFf1(options), createNumeralCipher(options)];
        const masks = cipher.encrypt(numerals);
        expect(masks).toEqual(numerals.map((numeral) => single.encrypt(numeral)));
        expect(cipher.decrypt(masks)).toEqual(numerals);
        expect(masks.map((mask) => single.decrypt(mask))).toEqual(numerals);
      }),
      { numRuns: 40 },
    );
  });

  it('refuses numerals of which there are fewer than a million, and endless ones', () => {
    expect([2, 10, 16, 26, 36, 62, 65_536].map(shortestNumeral)).toEqual([20, 6, 5, 5, 4, 4, 2]);
    const cipher = createNumeralCipher({ key, radix: 10, tweak: hex('00') });
    expect(() => cipher.encrypt([[1, 2, 3, 4, 5]])).toThrow(RangeError);
    expect(() => cipher.encrypt([new Array(5000).fill(1)])).toThrow(RangeError);
    expect(cipher.encrypt([[1, 2, 3, 4, 5, 6]])[0]).toHaveLength(6);
    expect(cipher.encrypt([])).toEqual([]);
  });
});
