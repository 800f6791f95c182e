import { describe, expect, it } from 'vitest';
import { LOCALE_CODES, loadLocale } from '../locales/load-locale.ts';
import { personLists } from '../locales/person.ts';
import { familyNames, personNames } from './person.ts';

const list = { text: ['Ana', 'Bo', 'Cy', 'Di'], ascii: ['ana', 'bo', 'cy', 'di'] };

describe('familyNames', () => {
  it('is the list itself where names stand alone', () => {
    expect(familyNames({ last: list, lastForms: [{ weight: 1, joiner: undefined }] })).toEqual(
      list,
    );
  });

  it('adds pairs in the share of their weight', () => {
    const last = {
      text: Array.from({ length: 200 }, (_, i) => `N${i}`),
      ascii: Array.from({ length: 200 }, (_, i) => `n${i}`),
    };
    const forms = [
      { weight: 90, joiner: undefined },
      { weight: 10, joiner: '-' },
    ];
    const names = familyNames({ last, lastForms: forms });
    const pairs = names.text.filter((name) => name.includes('-'));
    expect(pairs.length / names.text.length).toBeCloseTo(0.1, 1);
    for (const pair of pairs) {
      const [left, right] = pair.split('-');
      expect(left).not.toBe(right);
      expect(names.ascii[names.text.indexOf(pair)]).toBe(`${left}${right}`.toLowerCase());
    }
  });

  it('has pairs only where the language has no single family names', () => {
    const names = familyNames({ last: list, lastForms: [{ weight: 1, joiner: ' ' }] });
    expect(names.text.length).toBeGreaterThan(6);
    for (const name of names.text) expect(name).toMatch(/^\w+ \w+$/);
  });
});

describe('personNames', () => {
  it('has forms for addresses beside every name, both sexes alike and short enough, in every locale', async () => {
    for (const code of LOCALE_CODES) {
      const { first, last, sexOfFirst, lastCount, lastOffsets } = personNames(
        await loadLocale(code),
      );
      expect(first.ascii).toHaveLength(first.text.length);
      expect(last.ascii).toHaveLength(last.text.length);
      expect(sexOfFirst.filter((sex) => sex === 1)).toHaveLength(first.text.length / 2);
      expect(last.text).toHaveLength(lastOffsets === undefined ? lastCount : 2 * lastCount);
      for (const form of first.ascii) expect(form).toMatch(/^[a-z0-9]{1,20}$/);
      for (const form of last.ascii) expect(form).toMatch(/^[a-z0-9]{1,24}$/);
    }
  });

  it('keeps women and men to their own names', async () => {
    const russian = await loadLocale('ru');
    const { female, male } = personLists(russian);
    const { first, last, sexOfFirst, lastOffsets, lastCount } = personNames(russian);
    const misplaced = first.text.filter((name, i) => {
      const sex = sexOfFirst[i] === 0 ? female : male;
      return !sex.first.text.includes(name);
    });
    expect(misplaced).toEqual([]);
    expect(new Set(lastOffsets)).toEqual(new Set([0, lastCount]));
    expect(new Set(last.text.slice(0, lastCount))).toEqual(new Set(female.last.text));
    expect(new Set(last.text.slice(lastCount))).toEqual(new Set(male.last.text));
  });
});
