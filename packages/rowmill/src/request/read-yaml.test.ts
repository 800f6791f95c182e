import { describe, expect, it } from 'vitest';
import { MAX_NESTING } from './parse-tokens.ts';
import { readYaml } from './read-yaml.ts';

const problems = (text: string) =>
  readYaml('rowmill.yaml', text, {}).issues.map(
    ({ message, position }) => `${position?.line}:${position?.column} ${message}`,
  );

describe('readYaml', () => {
  it('reads the core schema of YAML 1.2', () => {
    const text = 'a: 1\nb: 1_000\nc: yes\nd: 0x10\ne: ~\nf: 2025-01-01\ng: [1.5, "1", true]\n';
    expect(readYaml('x', text, {})).toMatchObject({
      issues: [],
      value: { a: 1, b: '1_000', c: 'yes', d: 16, e: null, f: '2025-01-01', g: [1.5, '1', true] },
    });
  });

  it('keeps integers that a number would change, for the checks to refuse', () => {
    expect(readYaml('x', 'a: 9007199254740993', {}).value).toEqual({ a: 9007199254740993n });
    expect(readYaml('x', 'a: 9007199254740991', {}).value).toEqual({ a: 9007199254740991 });
  });

  it('reads unquoted variables as YAML and quoted ones as text', () => {
    const text = 'a: ${N}\nb: "${N}"\nc: ${N}px\nd: |\n  ${N}\n';
    expect(readYaml('x', text, { N: '7' }).value).toEqual({ a: 7, b: '7', c: '7px', d: '7\n' });
  });

  it('puts no variables into keys or comments', () => {
    expect(readYaml('x', '"${N}": 1 # ${N}\n', {})).toMatchObject({
      issues: [],
      value: { '${N}': 1 },
    });
  });

  it('cannot be made to read a structure out of a variable', () => {
    expect(readYaml('x', 'a: ${N}', { N: '[1, 2]\nb: 3' }).value).toEqual({ a: '[1, 2]\nb: 3' });
  });

  it.each([
    ['a: "x', ['1:6 not YAML: Missing closing "quote']],
    ['a: [1, 2\nb: 3', [expect.stringMatching(/^2:1 not YAML: /)]],
    ['\ta: 1', ['1:1 not YAML: Tabs are not allowed as indentation']],
    ['a: b: c', ['1:4 not YAML: Nested mappings are not allowed in compact mappings']],
    ['a: 1\n---\nb: 1', ['2:1 a request is one YAML document: there is a second one']],
    ['a: *x', ['1:4 there is no anchor &x before this']],
    ['a: !!js/function x', [expect.stringMatching(/^1:4 not YAML: Unresolved tag/)]],
    ['', ['undefined:undefined the file is empty']],
    ['# nothing\n', ['undefined:undefined the file is empty']],
    ['a: 1\nb: 2\na: 3', ['3:1 the key "a" stands here twice']],
    ['a: { x: 1, x: 2 }', ['1:12 the key "x" stands here twice']],
  ])('says where %j is broken', (text, lines) => {
    expect(problems(text)).toEqual(lines);
  });

  it('helps with a variable in braces, where YAML cannot read it', () => {
    const [issue] = readYaml('x', 'a: { b: ${N} }', { N: '1' }).issues;
    expect(issue?.hint).toContain('a variable stands in quotes');
  });

  const deep = MAX_NESTING + 1;
  it.each([
    ['lists', '['.repeat(20_000), deep + 1],
    ['closed lists', '['.repeat(20_000) + ']'.repeat(20_000), deep + 1],
    ['maps', '{a: '.repeat(20_000), 4 * deep + 1],
    ['compact lists', '- '.repeat(20_000), 2 * deep + 1],
    ['complex keys', '? '.repeat(20_000), 2 * deep + 1],
    ['four million lists', '['.repeat(4_000_000), deep + 1],
  ])('stops early at %s nested without end', (_, text, column) => {
    expect(problems(text)).toEqual([`1:${column} nested deeper than ${MAX_NESTING} levels`]);
  });

  it('stops at blocks nested without end', () => {
    const lines = Array.from({ length: 200 }, (_, level) => `${' '.repeat(level)}a:`);
    expect(problems(lines.join('\n'))).toEqual([
      expect.stringMatching(/^10\d:\d+ nested deeper than 100 levels$/),
    ]);
  });

  it('stops at aliases that multiply', () => {
    const level = (name: string, from: string) =>
      `${name}: &${name} [${Array(9).fill(`*${from}`).join(', ')}]`;
    const text = ['a: &a [x, x, x]', level('b', 'a'), level('c', 'b'), level('d', 'c')].join('\n');
    expect(problems(text)).toEqual(['2:8 aliases make more than 100 copies']);
  });

  it('takes a few aliases', () => {
    const text = 'a: &a { generator: uuid }\nb: *a\nc: [*a, *a]';
    const { value, issues } = readYaml('x', text, {});
    const uuid = { generator: 'uuid' };
    expect({ value, issues }).toEqual({ value: { a: uuid, b: uuid, c: [uuid, uuid] }, issues: [] });
  });
});

describe('places', () => {
  const text = [
    'tables:',
    '  users: # people',
    '    rows: &n 5',
    '    columns: { id: uuid, x: { generator: "date.recent" } }',
    '    unique: [[id, x]]',
    '    empty:',
    '  copy: *missing-later',
    '',
  ].join('\n');
  const { source } = readYaml('rowmill.yaml', text.replace('*missing-later', '*n'), {});
  const placeOf = (path: (string | number)[], part?: 'key' | 'value') => {
    const place = source.locate(path, part);
    return place && [place.line, place.column, place.length];
  };

  it('are those of scalars, of keys of anything larger, and of keys on demand', () => {
    expect(placeOf(['tables', 'users', 'rows'])).toEqual([3, 14, 1]);
    expect(placeOf(['tables', 'users', 'rows'], 'key')).toEqual([3, 5, 4]);
    expect(placeOf(['tables', 'users'])).toEqual([2, 3, 5]);
    expect(placeOf(['tables', 'users', 'columns', 'x', 'generator'])).toEqual([4, 42, 13]);
    expect(placeOf(['tables', 'users', 'unique', 0, 1])).toEqual([5, 19, 1]);
    expect(placeOf(['tables', 'users', 'empty'])).toEqual([6, 5, 5]);
  });

  it('fall back to the nearest thing around', () => {
    expect(placeOf(['tables', 'users', 'columns', 'gone', 'generator'])).toEqual([4, 5, 7]);
    expect(placeOf(['tables', 'users', 'unique', 7])).toEqual([5, 5, 6]);
    expect(placeOf(['name'])).toEqual([1, 1, 1]);
    expect(placeOf([])).toEqual([1, 1, 1]);
  });
});
