import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { testContext } from '../testing/test-context.ts';
import { surrogateRandom } from './surrogate-random.ts';
import { tokenVault } from './token-vault.ts';

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

for (const strategy of [surrogateRandom, tokenVault])
  describeStrategy(strategy, {
    'default options': { accepts: (mask) => expect(mask).toMatch(UUID) },
    digits: {
      options: { format: 'digits', length: 9 },
      accepts: (mask) => expect(mask).toMatch(/^[1-9]\d{8}$/),
    },
    letters: {
      options: { format: 'letters', length: 12 },
      accepts: (mask) => expect(mask).toMatch(/^[a-z]{12}$/),
    },
    'letters and digits': {
      options: { format: 'alphanumeric' },
      accepts: (mask) => expect(mask).toMatch(/^[a-z\d]{16}$/),
    },
  });

describe('surrogate.random', () => {
  const maskAll = (values: readonly string[], options = {}, context = testContext()) =>
    surrogateRandom.create(
      options,
      context,
    )({ values, other: () => [], masked: () => [], firstRow: 0 });

  it('gives other codes in another run, under the same key', () => {
    expect(maskAll(['a'])).not.toEqual(maskAll(['a']));
  });

  it('shares codes of one format, in the run', () => {
    const run = testContext();
    expect(maskAll(['a'], { format: 'letters' }, run)).toEqual(
      maskAll(['a'], { format: 'letters' }, run),
    );
    expect(maskAll(['a'], { format: 'letters' }, run)).not.toEqual(
      maskAll(['a'], { format: 'letters', length: 17 }, run),
    );
  });

  it('uses nearly all codes that there are, and then stops without naming a value', () => {
    const values = Array.from({ length: 9001 }, (_, i) => `v${i}`);
    const options = { format: 'digits', length: 4 };
    const run = testContext();
    expect(new Set(maskAll(values.slice(0, 8000), options, run)).size).toBe(8000);
    expect(() => maskAll(values, options, run)).toThrow(
      'people.value: surrogate.random found no mask that is left, of 200 - set a greater length, or format: uuid',
    );
    expect(surrogateRandom.capacity(options, 'en')).toBe(8100);
  });

  it('fits keys of databases', () => {
    const fits = (type: string, options: object) => surrogateRandom.fits(options, type);
    expect(fits('uuid', {})).toBe(true);
    expect(fits('integer', { format: 'digits', length: 9 })).toBe(true);
    expect(fits('integer', { format: 'digits', length: 10 })).toBe(false);
    expect(fits('bigint', { format: 'digits', length: 16 })).toBe(true);
    expect(fits('uuid', { format: 'letters' })).toBe(false);
    expect(surrogateRandom.width({})).toBe(36);
  });

  it('refuses a length beside a format that has its own', () => {
    expect(surrogateRandom.options.safeParse({ length: 12 }).success).toBe(false);
    expect(surrogateRandom.options.safeParse({ format: 'digits', length: 12 }).success).toBe(true);
  });

  it('says what becomes of the map', () => {
    expect(surrogateRandom.propertiesWith({}).reversible).toBe('no');
    expect(surrogateRandom.propertiesWith({ map: 'keep' }).reversible).toBe('by map');
    expect(surrogateRandom.surrogates({ map: 'keep' })).toBe('keep');
    expect(tokenVault.surrogates({})).toBe('keep');
  });
});
