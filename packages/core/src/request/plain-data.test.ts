import { describe, expect, it } from 'vitest';
import { checkPlainData, MAX_DEPTH } from './plain-data.ts';

const codesOf = (value: unknown) => checkPlainData(value).map(({ code }) => code);

describe('checkPlainData', () => {
  it('takes maps, lists and scalars, shared ones included', () => {
    const shared = { a: [1, 'x', true, null, undefined] };
    expect(checkPlainData({ one: shared, two: shared })).toEqual([]);
    expect(checkPlainData(Object.assign(Object.create(null), { a: 1 }))).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', '__defineGetter__', 'valueOf'])(
    'refuses the name %s at any depth',
    (name) => {
      const evil: unknown = JSON.parse(`{"tables":[{"${name}":{"polluted":true}}]}`);
      expect(checkPlainData(evil)).toEqual([
        {
          path: ['tables', 0, name],
          code: 'forbidden-name',
          message: `"${name}" is not allowed as a name`,
        },
      ]);
    },
  );

  it('refuses what is not plain data, and says what it found', () => {
    const [date] = checkPlainData({ at: new Date(0) });
    expect(date?.message).toBe('expected plain data, found a Date - write it as text');
    expect(codesOf({ a: () => 1, b: Symbol('b'), c: Number.NaN, d: new Map() })).toEqual([
      'not-plain-data',
      'not-plain-data',
      'not-plain-data',
      'not-plain-data',
    ]);
    expect(checkPlainData({ n: 12n })[0]?.message).toContain('write it as text: "12"');
  });

  it('refuses a value that holds itself', () => {
    const loop: Record<string, unknown> = {};
    loop.self = { loop };
    expect(checkPlainData(loop)).toEqual([
      {
        path: ['self', 'loop'],
        code: 'not-plain-data',
        message: 'holds itself: a request must be a tree',
      },
    ]);
  });

  it('stops at a depth limit instead of running out of stack', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 20_000; level++) deep = { deep };
    expect(codesOf(deep)).toEqual(['too-deep']);
    let allowed: unknown = 1;
    for (let level = 0; level < MAX_DEPTH; level++) allowed = [allowed];
    expect(codesOf(allowed)).toEqual([]);
  });

  it('stops at a size limit where parts are shared over and over', () => {
    let bomb: unknown = ['x'];
    for (let level = 0; level < 30; level++) bomb = [bomb, bomb];
    expect(codesOf(bomb)).toEqual(['too-large']);
  });

  it('refuses merge keys, which YAML 1.2 has not', () => {
    expect(codesOf({ a: { '<<': { b: 1 } } })).toEqual(['merge-key']);
  });
});
