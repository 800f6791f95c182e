import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { testContext, testKey } from '../testing/test-context.ts';
import { encrypt } from './encrypt.ts';

const lengthOf = (value: string, more: number): number =>
  Math.ceil((8 * (Buffer.byteLength(value) + more)) / 6);

describeStrategy(encrypt, {
  'default options': {
    accepts: (mask, value) => {
      expect(mask).toMatch(/^[\w-]+$/);
      expect(mask).toHaveLength(lengthOf(value, 16));
    },
  },
  'AES-256-GCM': {
    options: { mode: 'gcm' },
    accepts: (mask, value) => expect(mask).toHaveLength(lengthOf(value, 28)),
  },
});

describe('encrypt', () => {
  let drawn = 0;
  const random = (count: number) => {
    drawn += 1;
    return new Uint8Array(count).fill(drawn);
  };
  const cellsOf = (values: readonly (string | null)[]) => ({
    values,
    other: () => [],
    masked: () => [],
    firstRow: 0,
  });
  const mask = (values: readonly string[], options = {}) =>
    encrypt.create(options, testContext({ randomBytes: random }))(cellsOf(values)) as string[];
  const open = (masks: readonly string[], options = {}, key = testKey(1)) =>
    encrypt.reverse?.(options, testContext({ key }))(cellsOf(masks));

  it('makes equal masks of equal values only in one of its modes', () => {
    expect(new Set(mask(['a', 'a'])).size).toBe(1);
    const masks = mask(['a', 'a'], { mode: 'gcm' });
    expect(new Set(masks).size).toBe(2);
    expect(open(masks, { mode: 'gcm' })).toEqual(['a', 'a']);
    expect(encrypt.propertiesWith({ mode: 'gcm' })).toMatchObject({
      deterministic: false,
      reveals: 'nothing',
    });
  });

  it.each(['siv', 'gcm'])('opens nothing that is changed, or of another key (%s)', (mode) => {
    const refused =
      'people.value: a mask of encrypt cannot be opened: it is changed, or of another key, domain, purpose or mode';
    const [sealed = ''] = mask(['4929123412345678'], { mode });
    fc.assert(
      fc.property(fc.nat(sealed.length - 2), (at) => {
        const other = sealed[at] === 'A' ? 'B' : 'A';
        const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
        expect(() => open([changed], { mode })).toThrow(refused);
      }),
    );
    for (const text of ['', 'A', '!', sealed.slice(4), sealed.slice(0, 8)])
      expect(() => open([text], { mode })).toThrow(refused);
    expect(() => open([sealed], { mode }, testKey(2))).toThrow(refused);
    expect(open([sealed], { mode })).toEqual(['4929123412345678']);
  });

  it('refuses a value that its mask has no room for', () => {
    const masks = encrypt.create({}, testContext({ maxLength: 23 }));
    expect(masks(cellsOf(['']))).toHaveLength(1);
    expect(() => masks(cellsOf(['ab']))).toThrow(
      'people.value: a mask of encrypt takes 24 characters, the column only 23 - use hash.hmac or fpe.ff1',
    );
    expect(encrypt.width({})).toBe(22);
    expect(encrypt.width({ mode: 'gcm' })).toBe(38);
  });
});
