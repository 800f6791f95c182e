import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLocale } from '../../locales/load-locale.ts';
import { personLists } from '../../locales/person.ts';
import { initial } from '../fake-people.ts';
import { MaskError } from '../mask-error.ts';
import { maskWords } from '../mask-words.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { TEST_NAMES, testContext } from '../testing/test-context.ts';
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
  'middle name': {
    options: { part: 'middle' },
    values: fc.stringMatching(/^[A-Z][a-z]{2,6}$/),
    accepts: (mask) => expect(mask).toMatch(/^(?:Ada|Alan)[a-z]{1,2}$/),
  },
  'user name': {
    options: { part: 'username' },
    accepts: (mask) =>
      expect(mask).toMatch(/^(?:ada[a-z]+\.noether|alan[a-z]+\.gauss)[a-z]*\d{1,4}$/),
  },
  'form of address': {
    options: { part: 'prefix', by: 'owner' },
    accepts: (mask) => expect(mask).toMatch(/^(?:Ms|Mr|Dr)\.$/),
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

  it('says the same of a person in every part', async () => {
    const names = personLists(await loadLocale('de'));
    const context = testContext({ names });
    const ids = Array.from({ length: 300 }, (_, index) => `id ${index}`);
    const part = (name: string, like = 'x y'): (string | null)[] =>
      maskAll(
        ids.map(() => like),
        { part: name, by: 'id' },
        ids,
        context,
      );
    const [first, last, full, username, initials] = 'first last full username initials'
      .split(' ')
      .map((name) => part(name));
    const [sexes, prefixes] = [part('gender', 'm'), part('prefix', 'Herr Dr.')];
    for (const [row, name] of (first ?? []).entries()) {
      expect(full?.[row]).toBe(`${name} ${last?.[row]}`);
      expect(initials?.[row]).toBe(initial(name ?? '') + initial(last?.[row] ?? ''));
      const lists = names[sexes[row] === 'm' ? 'male' : 'female'];
      expect(lists.first.text).toContain(name);
      expect(lists.prefix).toContain(prefixes[row]);
      const ascii = [
        lists.first.ascii[lists.first.text.indexOf(name ?? '')],
        lists.last.ascii[lists.last.text.indexOf(last?.[row] ?? '')],
      ];
      expect(username?.[row]?.startsWith(ascii.join('.'))).toBe(true);
    }
  });

  it('keeps the sex that another column tells, by a word or a first name', async () => {
    const names = personLists(await loadLocale('de'));
    const context = testContext({ names });
    const [women, men] = [names.female.first.text, names.male.first.text];
    const woman = women.find((name) => !men.includes(name)) ?? '';
    const man = men.find((name) => !women.includes(name)) ?? '';
    const told = ['w', 'Herr', 'FEMALE', man.toUpperCase(), woman, '2'];
    const masks = maskAll(
      told.map((_, row) => `somebody ${row}`),
      { part: 'first', genderFrom: 'sex' },
      told,
      context,
    );
    const expected = ['female', 'male', 'female', 'male', 'female', 'female'] as const;
    for (const [row, sex] of expected.entries())
      expect(names[sex].first.text).toContain(masks[row]);
  });

  it('takes names of the country that another column tells', async () => {
    const words = Object.fromEntries(
      await Promise.all(
        ['en', 'ja', 'ru'].map(async (code) => [code, maskWords(await loadLocale(code))] as const),
      ),
    );
    const context = { ...testContext(), words: (locale: string) => words[locale] ?? words.en! };
    const options = { localeFrom: { column: 'country', locales: ['ja', 'ru'] } };
    expect(fakePerson.wordsOf(options, 'en')).toEqual(['en', 'ja', 'ru']);
    const masks = maskAll(['a', 'b', 'c', 'd'], options, ['JP', 'russia', 'FR', null], context);
    expect(masks.map((mask) => /\p{Script=Latin}/u.test(mask ?? ''))).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(masks[1]).toMatch(/\p{Script=Cyrillic}/u);
  });

  it('writes the sex like the value', () => {
    const values = ['f', 'M', 'Female', 'weiblich', 'unknown'];
    const ids = Array.from({ length: 40 }, (_, index) => `id ${index}`);
    const [letter, capital, word, german, other] = values.map(
      (value) =>
        new Set(
          maskAll(
            ids.map(() => value),
            { part: 'gender', by: 'id' },
            ids,
          ),
        ),
    );
    expect(letter).toEqual(new Set(['f', 'm']));
    expect(capital).toEqual(new Set(['F', 'M']));
    expect(word).toEqual(new Set(['Female', 'Male']));
    expect(german).toEqual(new Set(['weiblich', 'männlich']));
    expect(other).toEqual(new Set(['female', 'male']));
  });

  it('writes initials and middle names like the value', () => {
    const [dotted, bare] = maskAll(['J. D.', 'JD'], { part: 'initials' });
    expect(dotted).toMatch(/^A\.[NG]\.$/);
    expect(bare).toMatch(/^A[NG]$/);
    const names = { ...TEST_NAMES, female: TEST_NAMES.male };
    const middle = maskAll(['J.', 'Jo'], { part: 'middle' }, [], testContext({ names }));
    expect(middle[0]).toBe('A.');
    expect(middle[1]).toMatch(/^Alan/);
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
