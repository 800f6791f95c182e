import { describe, expect, it } from 'vitest';
import { loadLocale } from '../../locales/load-locale.ts';
import { personLists } from '../../locales/person.ts';
import { MaskError } from '../mask-error.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { testContext } from '../testing/test-context.ts';
import { fakePerson } from './fake-person.ts';

describeStrategy(fakePerson, {
  'default options': {
    accepts: (mask) => expect(mask).toMatch(/^(?:Ada[a-z]+ Noether[a-z]+|Alan[a-z]+ Gauss[a-z]+)$/),
  },
  'first name': {
    options: { part: 'first' },
    accepts: (mask) => expect(mask).toMatch(/^(?:Ada|Alan)[a-z]{1,2}$/),
  },
  'last name of an owner': {
    options: { part: 'last', by: 'owner' },
    accepts: (mask) => expect(mask).toMatch(/^(?:Noether|Gauss)[a-z]{1,2}$/),
  },
  'family name first': {
    options: { locale: 'zh_CN' },
    accepts: (mask) => expect(mask).toMatch(/^(?:Noether[a-z]+Ada[a-z]+|Gauss[a-z]+Alan[a-z]+)$/),
  },
});

describe('fake.person', () => {
  const maskAll = (
    values: readonly (string | null)[],
    options: object,
    others: readonly (string | null)[] = [],
    context = testContext(),
  ): (string | null)[] =>
    fakePerson.create(
      options,
      context,
    )({ values, other: () => others, masked: () => [], firstRow: 0 });

  it('knows a name however it is written', () => {
    const spellings = ['José Díaz', '  josé  díaz ', 'JOSÉ DÍAZ', 'Jose\u0301 Di\u0301az'];
    expect(new Set(maskAll(spellings, {})).size).toBe(1);
    expect(new Set(maskAll(['José Díaz', 'Jose Diaz'], {})).size).toBe(2);
  });

  it('gives all columns of a row one person', () => {
    const ids = Array.from({ length: 200 }, (_, index) => `id ${index}`);
    const values = ids.map(() => 'Somebody Else');
    const [full, first, last] = ['full', 'first', 'last'].map((part) =>
      maskAll(values, { part, by: 'id' }, ids),
    );
    expect(full).toEqual(first?.map((name, row) => `${name} ${last?.[row]}`));
    expect(new Set(full).size).toBeGreaterThan(150);
  });

  it('takes the name itself where the owner is unknown', () => {
    const alone = maskAll(['Ann Lee', 'Bo Li'], {});
    expect(maskAll(['Ann Lee', 'Bo Li'], { by: 'id' }, [null, ' '])).toEqual(alone);
  });

  it('draws again, of the same sex, when the fake is the name that was there', () => {
    const ids = Array.from({ length: 100 }, (_, index) => `id ${index}`);
    const options = { part: 'first', by: 'id' };
    const drawn = maskAll(ids, options, ids);
    const again = maskAll(
      drawn.map((name) => ` ${name?.toUpperCase()}`),
      options,
      ids,
    );
    for (const [row, name] of again.entries()) {
      expect(name).not.toBe(drawn[row]);
      expect(name?.slice(0, 2)).toBe(drawn[row]?.slice(0, 2));
    }
  });

  it('keeps to the room of the column, and says so when no name fits', () => {
    const values = Array.from({ length: 100 }, (_, index) => `name ${index}`);
    for (const name of maskAll(values, {}, [], testContext({ maxLength: 14 }))) {
      expect(name?.length).toBeLessThanOrEqual(14);
    }
    const narrow = testContext({ maxLength: 2 });
    expect(() => maskAll(['Grace Hopper'], {}, [], narrow)).toThrow(MaskError);
    expect(() => maskAll(['Grace Hopper'], {}, [], narrow)).not.toThrow(/grace|hopper/i);
  });

  it.each(['en', 'de', 'ja', 'ru'])('works on the real names of %s', async (code) => {
    const names = personLists(await loadLocale(code));
    const context = testContext({ names, locale: code });
    const values = Array.from({ length: 500 }, (_, index) => `somebody ${index}`);
    const masks = maskAll(values, {}, [], context);
    expect(new Set(masks).size).toBeGreaterThan(450);
    expect(masks.join('\n')).toMatch(/^\P{N}+$/u);
  });
});
