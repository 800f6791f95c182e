import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { evaluatePayload } from './evaluate-payload.ts';
import { frozen } from './testing/scope-of.ts';

const scope = frozen({
  input: { table: 'users', shards: [1, 2] },
  context: { Execution: { Name: 'run-1' } },
  variables: { seed: 7 },
});

describe('evaluatePayload', () => {
  it('takes literals as they stand', () => {
    const literal = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('.$'));
    fc.assert(
      fc.property(literal, (value) => {
        const template = JSON.parse(JSON.stringify(value)) as Json;
        expect(evaluatePayload(frozen(template), scope)).toEqual(template);
      }),
    );
  });

  it('replaces members that name paths, at any depth', () => {
    const template = {
      'table.$': '$.table',
      kept: '$.table',
      inner: [{ 'first.$': '$.shards[0]' }, { 'run.$': '$$.Execution.Name', 'seed.$': '$seed' }],
      'all.$': '$',
    };
    expect(evaluatePayload(template, scope)).toEqual({
      table: 'users',
      kept: '$.table',
      inner: [{ first: 1 }, { run: 'run-1', seed: 7 }],
      all: scope.input,
    });
  });

  it.each([
    [
      { 'a.$': '$.missing' },
      `The JSONPath '$.missing' specified for the field 'a.$' could not be found in the input '{"table":"users","shards":[1,2]}'`,
    ],
    [
      { inner: [{ 'b.$': '$$.Task.Token' }] },
      `The JSONPath '$$.Task.Token' specified for the field 'b.$' could not be found in the input '{"Execution":{"Name":"run-1"}}'`,
    ],
    [
      { 'c.$': '$other.a' },
      `The JSONPath '$other.a' specified for the field 'c.$' could not be found in the input '{"seed":7}'`,
    ],
  ])('has nothing for %j', (template, message) => {
    expect(() => evaluatePayload(template, scope)).toThrow(
      expect.objectContaining({ error: 'States.Runtime', message }),
    );
  });
});
