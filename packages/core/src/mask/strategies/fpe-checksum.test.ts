import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIbanValid } from '../../locales/safe-ibans.ts';
import { luhnDigit } from '../../locales/safe-ranges.ts';
import { CHECKSUM_KINDS, type ChecksumKind, type ChecksumName } from '../checksum-kinds.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { testContext } from '../testing/test-context.ts';
import { fpeChecksum } from './fpe-checksum.ts';

/** Numbers of a kind with right check digits, from shapes with any check digits. */
const numbersOf = (name: ChecksumName, shape: RegExp) => {
  const kind: ChecksumKind = CHECKSUM_KINDS[name];
  return fc
    .stringMatching(shape)
    .map((text) => kind.split(text))
    .map((number) => ({ ...number, check: kind.checkOf(number) }))
    .filter(({ check }) => check !== undefined)
    .map((number) => kind.join({ ...number, check: number.check ?? '' }));
};
const isLuhn = (text: string): boolean => `${luhnDigit(text.slice(0, -1))}` === text.slice(-1);
const passes = (name: ChecksumName, text: string): boolean => {
  const kind: ChecksumKind = CHECKSUM_KINDS[name];
  const number = kind.split(text);
  return kind.pattern.test(text) && kind.checkOf(number) === number.check;
};

describeStrategy(fpeChecksum, {
  'card numbers, which none can be': {
    options: { kind: 'pan' },
    values: numbersOf('pan', /^\d{12,19}$/),
    accepts: (mask, value) => {
      expect(mask).toMatch(/^\d+$/);
      expect(mask).toHaveLength(value.length);
      expect(isLuhn(mask)).toBe(false);
    },
  },
  'card numbers that pass': {
    options: { kind: 'pan', valid: true },
    values: numbersOf('pan', /^\d{16}$/),
    accepts: (mask) => expect(isLuhn(mask)).toBe(true),
  },
  IBANs: {
    options: { kind: 'iban' },
    values: fc.oneof(
      numbersOf('iban', /^DE\d{20}$/),
      numbersOf('iban', /^GB\d{2}[A-Z]{4}\d{14}$/),
      numbersOf('iban', /^FR\d{2}\d{10}[A-Z\d]{11}\d{2}$/),
    ),
    accepts: (mask, value) => {
      expect(isIbanValid(mask)).toBe(true);
      expect(mask.slice(0, 2)).toBe(value.slice(0, 2));
      expect(mask.slice(4).replace(/\d/g, '0')).toBe(value.slice(4).replace(/\d/g, '0'));
    },
  },
  'IBANs that fail': {
    options: { kind: 'iban', valid: false },
    values: numbersOf('iban', /^NO\d{13}$/),
    accepts: (mask) => {
      expect(mask).toMatch(/^NO\d{13}$/);
      expect(isIbanValid(mask)).toBe(false);
    },
  },
  'NHS numbers': {
    options: { kind: 'nhs' },
    values: numbersOf('nhs', /^\d{10}$/),
    accepts: (mask) => expect(passes('nhs', mask)).toBe(true),
  },
  'provider identifiers': {
    options: { kind: 'npi' },
    values: numbersOf('npi', /^[12]\d{9}$/),
    accepts: (mask) => expect([passes('npi', mask), /^[12]/.test(mask)]).toEqual([true, true]),
  },
  'routing numbers': {
    options: { kind: 'aba' },
    values: numbersOf('aba', /^(?:0\d|2[1-9]|80)\d{7}$/),
    accepts: (mask) => expect(passes('aba', mask)).toBe(true),
  },
  'vehicle identification numbers': {
    options: { kind: 'vin' },
    values: numbersOf('vin', /^[A-HJ-NPR-Z\d]{17}$/),
    accepts: (mask) => expect(passes('vin', mask)).toBe(true),
  },
});

describe('fpe.checksum', () => {
  const maskOne = (value: string, kind: ChecksumName) =>
    fpeChecksum.create(
      { kind },
      testContext(),
    )({
      values: [value],
      other: () => [],
      masked: () => [],
      firstRow: 0,
    })[0] ?? '';

  /** Numbers that their issuers print as examples. */
  it.each([
    ['pan', '4111111111111111'],
    ['pan', '378282246310005'],
    ['iban', 'GB82WEST12345698765432'],
    ['iban', 'DE89370400440532013000'],
    ['nhs', '9434765919'],
    ['npi', '1234567893'],
    ['aba', '011000015'],
    ['vin', '1M8GDM9AXKP042788'],
    ['vin', '11111111111111111'],
  ] as const)('knows a right %s: %s', (kind, value) => {
    expect(passes(kind, value)).toBe(true);
    expect(maskOne(value, kind)).toHaveLength(value.length);
  });

  it('keeps how numbers are written, and masks all spellings alike', () => {
    const spaced = maskOne('GB82 WEST 1234 5698 7654 32', 'iban');
    expect(spaced).toMatch(/^GB\d\d WEST \d{4} \d{4} \d{4} \d\d$/);
    expect(maskOne('gb82west12345698765432', 'iban')).toBe(spaced.replaceAll(' ', ''));
    expect(maskOne('4111-1111-1111-1111', 'pan')).toMatch(/^\d{4}(?:-\d{4}){3}$/);
  });

  it('leaves an empty text empty', () => {
    expect(maskOne('', 'pan')).toBe('');
  });

  it('refuses what is no such number, and names no value', () => {
    const wrong = [
      ['pan', '4111111111111112'],
      ['pan', '411111111'],
      ['pan', ' '],
      ['pan', '４１１１１１１１１１１１１１１１'],
      ['nhs', '9434765918'],
      ['npi', '3234567893'],
      ['aba', '991000015'],
      ['vin', '1M8GDM9A1KP042788'],
      ['vin', 'IM8GDM9AXKP042788'],
      ['iban', 'GB82WEST1234569876543'],
    ] as const;
    for (const [kind, value] of wrong) {
      const { title } = CHECKSUM_KINDS[kind];
      expect(() => maskOne(value, kind)).toThrow(
        `people.value: fpe.checksum found a value that is no ${title}, or has wrong check digits - use fpe.ff1 or hash.hmac`,
      );
    }
  });

  it('says that an IBAN keeps a part', () => {
    expect(fpeChecksum.propertiesWith({ kind: 'iban' }).leaks).toContain('part');
    expect(fpeChecksum.options.safeParse({}).success).toBe(false);
  });
});
