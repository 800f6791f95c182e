import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { follow, parseReferencePath } from './reference-path.ts';

describe('what a reference path is', () => {
  it.each([
    '$',
    '$$',
    '$.a',
    '$.a.b',
    '$.a-b',
    '$.1st',
    '$.größe',
    '$.a[0]',
    '$[0][1].b',
    "$['a b']",
    '$["a b"].c',
    "$['it\\'s']",
    "$['']",
    '$$.Execution.Name',
    "$$.Map.Item['Value']",
    '$variable',
    '$variable.a[3]',
    '$_private',
  ])('takes %s', (text) => {
    expect(parseReferencePath(text)).toBeDefined();
  });

  it.each([
    '',
    'a',
    '.a',
    'a.b',
    '$.',
    '$..a',
    '$.*',
    '$[*]',
    '$.a[1:2]',
    '$.a[-1]',
    '$.a[0,1]',
    '$.a[?(@.b > 1)]',
    '$.a.length()',
    '$.a ',
    ' $.a',
    '$.a[0',
    "$['a'",
    '$[a]',
    '$$$',
    '$1',
    'States.Format($.a)',
    '{% $.a %}',
  ])('refuses %j', (text) => {
    expect(parseReferencePath(text)).toBeUndefined();
  });
});

describe('parseReferencePath', () => {
  it('takes the steps apart', () => {
    expect(parseReferencePath("$table.a[2]['b \\'c\\'']")).toEqual({
      root: { type: 'variable', name: 'table' },
      steps: ['a', 2, "b 'c'"],
    });
    expect(parseReferencePath('$$')).toEqual({ root: { type: 'context' }, steps: [] });
    expect(parseReferencePath('$[0]')).toEqual({ root: { type: 'input' }, steps: [0] });
  });

  it('reads back every name in brackets', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const quoted = name.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
        expect(parseReferencePath(`$['${quoted}']`)?.steps).toEqual([name]);
      }),
    );
  });
});

describe('follow', () => {
  it('finds members and items, and nothing that was not put there', () => {
    const value = { a: [{ b: null }], n: 1 };
    expect(follow(['a', 0, 'b'], value)).toBeNull();
    expect(follow([], value)).toBe(value);
    for (const steps of [
      ['x'],
      ['a', 1],
      ['a', 'length'],
      ['n', 'toFixed'],
      ['constructor'],
      [0],
      ['a', 0, 'b', 'c'],
    ]) {
      expect(follow(steps, value)).toBeUndefined();
    }
  });
});
