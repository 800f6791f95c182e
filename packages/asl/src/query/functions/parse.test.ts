import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer, causeOf } from '../testing/answer.ts';
import { parse } from './parse.ts';

describe('$parse', () => {
  it('reads every JSON text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(parse(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('gives values that paths go through', async () => {
    expect(await answer('$parse("{\\"a\\": [1, null]}").a')).toEqual([1, null]);
    expect(await answer('$map(["1", "[2]"], $parse)')).toEqual([1, [2]]);
  });

  it('answers nothing without a text', async () => {
    expect(await causeOf('$parse($states.input.missing)')).toBe('returned nothing (undefined).');
  });

  it.each(['""', '" "', '"{\\"a\\":}"', '"1 2"', '"1e999"', '"[{\\"a\\": -1e999}]"', '"NaN"'])(
    'refuses %s',
    async (text) => {
      expect(await causeOf(`$parse(${text})`)).toBe(
        'threw an error during evaluation. D3137: Invalid JSON',
      );
    },
  );

  it.each([
    ['$parse(1)', 1],
    ['$parse({})', 1],
    ['$parse("1", 1)', 2],
  ])('refuses %s', async (text, argument) => {
    expect(await causeOf(text)).toBe(
      `threw an error during evaluation. T0410: Argument ${argument} of function "parse" does not match function signature`,
    );
  });
});
