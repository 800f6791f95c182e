import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { readPath } from './path-scope.ts';
import { frozen } from './testing/scope-of.ts';
import { writePath } from './write-path.ts';

const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json);

describe('writePath', () => {
  it('puts a value where it can be read, and leaves the rest and the input alone', () => {
    const name = fc.stringMatching(/^[a-c]$/);
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.dictionary(name, fc.integer())),
        fc.array(name, { minLength: 1, maxLength: 2 }),
        json,
        (input, steps, value) => {
          const path = `$.${steps.join('.')}`;
          const written = writePath(path, frozen(input), value);
          expect(readPath(path, { input: written, context: {}, variables: {} })).toEqual(value);
          const other = Object.keys(input).filter((key) => key !== steps[0]);
          for (const key of other) {
            expect((written as typeof input)[key]).toBe(input[key]);
          }
        },
      ),
    );
  });

  it.each<[string, Json, Json]>([
    ['$', { a: 1 }, 'new'],
    ['$.b', { a: 1 }, { a: 1, b: 'new' }],
    ['$.a', { a: 1 }, { a: 'new' }],
    ['$.b.c.d', { a: 1 }, { a: 1, b: { c: { d: 'new' } } }],
    ['$.list[1]', { list: [1, 2] }, { list: [1, 'new'] }],
    ['$.list[0].a', { list: [{ b: 1 }] }, { list: [{ b: 1, a: 'new' }] }],
    ['$[0]', [1], ['new']],
  ])('writes to %s of %j', (path, input, output) => {
    expect(writePath(path, frozen(input), 'new')).toEqual(output);
  });

  it('keeps the order of members', () => {
    expect(Object.keys(writePath('$.a', { a: 1, b: 2 }, 3) as object)).toEqual(['a', 'b']);
  });

  it.each<[string, Json, string]>([
    ['$.a', 'text', '"text"'],
    ['$.a', [1], '[1]'],
    ['$.a.b', { a: 1 }, '{"a":1}'],
    ['$.a.b', { a: null }, '{"a":null}'],
    ['$.a[0]', { a: [] }, '{"a":[]}'],
    ['$[0]', { a: 1 }, '{"a":1}'],
  ])('cannot write to %s of %j', (path, input, text) => {
    expect(() => writePath(path, input, 1)).toThrow(
      expect.objectContaining({
        error: 'States.ReferencePathConflict',
        message: `Unable to apply ReferencePath ${path} to input ${text}`,
      }),
    );
  });
});
