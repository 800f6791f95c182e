import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainJson } from './plain-json.ts';

describe('plainJson', () => {
  it('hands on what is plain, the very same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify(value));
        expect(plainJson(plain)).toBe(plain);
      }),
    );
  });

  it('takes the marks of JSONata away, and copies no more than it must', () => {
    const kept = { a: [1] };
    const list = Object.assign([kept, 2], { sequence: true, keepSingleton: true });
    const plain = plainJson({ list }) as { list: unknown[] };
    expect(Object.keys(plain.list)).toEqual(['0', '1']);
    expect(plain.list[0]).toBe(kept);
  });

  it('drops functions and what is nothing from objects, and keeps their places in arrays', () => {
    const nothing = { f: () => 1, g: { _jsonata_function: true, implementation: () => 1 } };
    expect(plainJson({ ...nothing, u: undefined, a: 1 })).toEqual({ a: 1 });
    expect(plainJson([undefined, 1, nothing.f, nothing.g])).toEqual([null, 1, null, null]);
    expect(plainJson(undefined)).toBeUndefined();
    expect(plainJson(nothing.g)).toBeUndefined();
  });

  it('has a JSON value for every number', () => {
    const values = [1 / 0, -1 / 0, Number.NaN, -0, 0, 1.5];
    expect(plainJson(values)).toEqual(['Infinity', '-Infinity', 'NaN', 0, 0, 1.5]);
  });
});
