import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { dateShift } from './date-shift.ts';
import { hashHmac } from './hash-hmac.ts';
import { jsonPath } from './json-path.ts';

const documents = fc.json({ maxDepth: 4 });
const hidden = { mask: 'constant', value: 'X' };

describeStrategy(jsonPath, {
  'everything removed': {
    options: { paths: {} },
    values: documents,
    accepts: (mask) => expect(() => JSON.parse(mask)).not.toThrow(),
  },
  'everything kept': {
    options: { paths: {}, rest: 'keep' },
    values: documents,
    accepts: (mask, value) => expect(mask).toBe(value),
  },
});

const maskOne = (value: string, options: object): string | null | undefined =>
  maskWith(jsonPath, [value], { options: { ...options } })[0];

describe('json.path', () => {
  it.each([
    ['$.email', '{"email":"X","items":[{"email":"b"},{"email":"c"}],"n":1}'],
    ['$.items[*].email', '{"email":"a","items":[{"email":"X"},{"email":"X"}],"n":1}'],
    ['$.items[1].email', '{"email":"a","items":[{"email":"b"},{"email":"X"}],"n":1}'],
    ['$..email', '{"email":"X","items":[{"email":"X"},{"email":"X"}],"n":1}'],
    ["$['items'][0]['email']", '{"email":"a","items":[{"email":"X"},{"email":"c"}],"n":1}'],
    ['$.items', '{"email":"a","items":[{"email":"X"},{"email":"X"}],"n":1}'],
    ['$.*', '{"email":"X","items":[{"email":"X"},{"email":"X"}],"n":"X"}'],
    ['$', '{"email":"X","items":[{"email":"X"},{"email":"X"}],"n":"X"}'],
    ['$..[0]', '{"email":"a","items":[{"email":"X"},{"email":"c"}],"n":1}'],
    ['$.absent', '{"email":"a","items":[{"email":"b"},{"email":"c"}],"n":1}'],
  ])('masks what %s covers', (path, expected) => {
    const value = '{"email":"a","items":[{"email":"b"},{"email":"c"}],"n":1}';
    expect(maskOne(value, { paths: { [path]: hidden }, rest: 'keep' })).toBe(expected);
  });

  it('leaves everything else as it was, to the byte', () => {
    const value =
      ' { "b" :1.0e+2 ,"a":"\\u00e9\\/", "b":12345678901234567890.10, "__proto__":{"x":[ ]}, "mail":"m" } ';
    expect(maskOne(value, { paths: { '$.mail': hidden }, rest: 'keep' })).toBe(
      value.replace('"m"', '"X"'),
    );
  });

  it('removes what no path covers unless told otherwise', () => {
    const value = '{"a":"s","b":7,"c":true,"d":null,"e":["s",{"f":"s"}]}';
    expect(maskOne(value, { paths: { '$.a': 'keep' } })).toBe(
      '{"a":"s","b":null,"c":null,"d":null,"e":["[REDACTED]",{"f":"[REDACTED]"}]}',
    );
    expect(maskOne(value, { paths: {}, rest: 'null' })).toBe(
      '{"a":null,"b":null,"c":null,"d":null,"e":[null,{"f":null}]}',
    );
    const fail = (): unknown => maskOne(value, { paths: { '$.a': 'keep' }, rest: 'fail' });
    expect(fail).toThrow('people.value: a document holds a value that no path covers');
    const whole = { paths: { '$..*': 'keep' }, rest: 'fail' };
    expect(maskOne(value, whole)).toBe(value);
  });

  it('keeps the kind of a value where the mask reads like it', () => {
    const paths = {
      '$.n': { mask: 'number.round', step: 10 },
      '$.s': { mask: 'number.round', step: 10 },
      '$.b': { mask: 'constant', value: 'false' },
      '$.t': { mask: 'constant', value: 'say "no"\n' },
      '$.z': 'null',
    };
    expect(maskOne('{"n":17,"s":"17","b":true,"t":1,"z":1}', { paths })).toBe(
      '{"n":20,"s":"20","b":false,"t":"say \\"no\\"\\n","z":null}',
    );
  });

  it('gives values the masks that they have in columns of their own', () => {
    const value = '[{"id":"7","on":"2020-01-01"},{"id":"8","on":"2020-02-01"}]';
    const shift = { mask: 'date.shift', by: 'patient' };
    const options = { paths: { '$[*].id': 'hash.hmac', '$..on': shift } };
    const columns = { patient: ['p1', 'p2'] };
    const [mask] = maskWith(jsonPath, [value, '{}'], { options, columns });
    const ids = maskWith(hashHmac, ['7', '8']);
    const dates = maskWith(dateShift, ['2020-01-01', '2020-02-01'], {
      options: { by: 'patient' },
      columns: { patient: ['p1', 'p1'] },
    });
    expect(JSON.parse(mask ?? '')).toEqual([
      { id: ids[0], on: dates[0] },
      { id: ids[1], on: dates[1] },
    ]);
  });

  it.each([
    '{"a":1,}',
    '{a:1}',
    '[1 2]',
    '"open',
    '{"a"}',
    '01',
    '"\\x"',
    '"line\nbreak"',
    'secret',
    '1 2',
    '[',
  ])('refuses %j without a word of it', (value) => {
    const mask = (): unknown => maskOne(value, { paths: {} });
    expect(mask).toThrow('people.value: a value is no JSON document - mask');
  });

  it('goes down a hundred levels and no further', () => {
    const nest = (levels: number): string => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
    expect(maskOne(nest(100), { paths: { '$..*': 'keep' } })).toBe(nest(100));
    expect(() => maskOne(nest(101), { paths: {} })).toThrow('more than 100 levels');
    expect(() => maskOne('['.repeat(200_000), { paths: {} })).toThrow('more than 100 levels');
  });

  it('reads the same documents as JSON.parse', () => {
    const near = fc.string({
      unit: fc.constantFrom(...'{}[],:"\\ntrufalse01.-eE '),
      maxLength: 12,
    });
    const readable = (text: string): boolean => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(fc.oneof(near, documents), (text) => {
        fc.pre(text.trim() !== '');
        const mask = (): unknown => maskOne(text, { paths: { $: 'keep' } });
        if (readable(text)) expect(mask()).toBe(text);
        else expect(mask).toThrow('no JSON document');
      }),
      { numRuns: 400 },
    );
  });

  it.each(['email', '$.', '$[', "$['a", '$.items[?(@.a)]', '$.a[1:2]', '$a', '$...a'])(
    'refuses the path %s while the request is read',
    (path) => {
      const { error } = jsonPath.options.safeParse({ paths: { [path]: 'keep' } });
      expect(error?.issues[0]?.path).toEqual(['paths', path]);
    },
  );

  it('takes a blank cell as it is, and columns of JSON', () => {
    expect(maskWith(jsonPath, ['', null], { options: { paths: {} } })).toEqual(['', null]);
    expect(jsonPath.fits({ paths: {} }, 'jsonb')).toBe(true);
    expect(jsonPath.fits({ paths: {} }, 'json[]')).toBe(false);
  });
});
