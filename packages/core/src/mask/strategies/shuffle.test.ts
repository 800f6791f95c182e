import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskWith } from '../testing/mask-with.ts';
import { testContext, testKey } from '../testing/test-context.ts';
import { shuffle } from './shuffle.ts';

const columns = fc.array(fc.option(fc.string(), { freq: 4 }), { maxLength: 60 });
const values = Array.from({ length: 200 }, (_, index) => `value ${index}`);

describe('shuffle', () => {
  it('keeps every value as often as it was, and every null in its row', () => {
    fc.assert(
      fc.property(columns, (cells) => {
        fc.pre(cells.filter((cell) => cell !== null).length !== 1);
        const masks = maskWith(shuffle, cells);
        expect([...masks].sort()).toEqual([...cells].sort());
        expect(masks.map((mask) => mask === null)).toEqual(cells.map((cell) => cell === null));
      }),
    );
  });

  it('leaves no row its own value', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 40 }), (cells) => {
        const masks = maskWith(shuffle, cells);
        expect(masks.filter((mask, row) => mask === cells[row])).toEqual([]);
      }),
    );
  });

  it('trades within groups, and lets the small ones trade among each other', () => {
    const country = values.map((_, row) => (row < 3 ? `tiny ${row}` : row % 2 === 0 ? 'de' : 'fr'));
    const options = { groupBy: 'country' };
    const masks = maskWith(shuffle, values, { options, columns: { country } });
    const from = masks.map((mask) => country[values.indexOf(mask ?? '')]);
    expect(from.slice(3)).toEqual(country.slice(3));
    expect([...from.slice(0, 3)].sort()).toEqual(country.slice(0, 3));
    expect(masks.filter((mask, row) => mask === values[row])).toEqual([]);
  });

  it('lets one row that is left over join a group', () => {
    const country = values.map((_, row) => (row === 0 ? null : 'de'));
    const masks = maskWith(shuffle, values, {
      options: { groupBy: 'country' },
      columns: { country },
    });
    expect(masks[0]).not.toBe(values[0]);
    expect(new Set(masks).size).toBe(values.length);
  });

  it('follows from the key, and from the column', () => {
    const mask = (changes: object): unknown =>
      maskWith(shuffle, values, { context: testContext(changes) });
    expect(mask({})).toEqual(mask({}));
    expect(mask({ key: testKey(2) })).not.toEqual(mask({}));
    expect(mask({ column: 'other' })).not.toEqual(mask({}));
  });

  it('masks batch by batch what it learned of all', () => {
    const context = testContext();
    const learner = shuffle.learn?.({}, context);
    const other = (): never[] => [];
    learner?.add({ values: values.slice(0, 70), firstRow: 0, other });
    learner?.add({ values: values.slice(70), firstRow: 70, other });
    const learned: unknown = JSON.parse(JSON.stringify(learner?.finish()));
    const mask = shuffle.create({}, { ...context, learned });
    const batch = (from: number, to: number): unknown =>
      mask({ values: values.slice(from, to), firstRow: from, other, masked: other });
    expect([batch(120, 200), batch(0, 120)].flat().sort()).toEqual([...values].sort());
    expect(() => batch(0, 1)).not.toThrow();
    expect(() => mask({ values: ['late'], firstRow: 200, other, masked: other })).toThrow(
      'people.value: a row was not there when the column was learned',
    );
  });

  it('refuses a single value, and a column that it has not seen', () => {
    expect(() => maskWith(shuffle, [null, 'only'])).toThrow('nobody to trade with');
    expect(() => shuffle.create({}, testContext())).toThrow('has to see the whole column first');
  });
});
