import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import {
  evaluateBoolean,
  evaluateInteger,
  evaluateItems,
  evaluateNumber,
  evaluateString,
} from './evaluate-typed.ts';
import { scopeOf } from './testing/scope-of.ts';

const scope = scopeOf({ list: [1], text: 'a', yes: true, count: 3, share: 2.5, nothing: null });

/** What is refused, from behind the name of the field. */
async function refusal(result: Promise<unknown>): Promise<string> {
  const error = await result.then(
    (value) => new Error(`answered ${JSON.stringify(value)}`),
    (failure: Error) => failure,
  );
  return error.message.replace(/^.* specified for the field 'F' /su, '');
}

const unexpected = (expected: string, actual: string) =>
  `returned an unexpected result type. Expected '${expected}', but was ${actual}`;

describe('typed fields', () => {
  it('take what has their type, literal or computed', async () => {
    expect(await evaluateItems('{% $states.input.list %}', 'F', scope)).toEqual([1]);
    expect(await evaluateItems([1, '{% $states.input.text %}'], 'F', scope)).toEqual([1, 'a']);
    expect(await evaluateItems('{% [] %}', 'F', scope)).toEqual([]);
    expect(await evaluateItems({ a: '{% 1 + 1 %}' }, 'F', scope)).toEqual({ a: 2 });
    expect(await evaluateBoolean('{% $states.input.count > 2 %}', 'F', scope)).toBe(true);
    expect(await evaluateBoolean(false, 'F', scope)).toBe(false);
    expect(await evaluateString('{% $states.input.text %}', 'F', scope)).toBe('a');
    expect(await evaluateNumber('{% $states.input.share %}', { field: 'F', scope })).toBe(2.5);
    expect(await evaluateInteger('{% $states.input.count %}', { field: 'F', scope })).toBe(3);
    expect(await evaluateInteger(60, { field: 'F', scope, min: 60, max: 60 })).toBe(60);
  });

  it.each<[string, string]>([
    ['null', "'null' for value: null"],
    ['true', "'boolean' for value: true"],
    ['1', "'number' for value: 1"],
    ['"string"', '\'string\' for value: "string"'],
  ])('refuse %s for an array as AWS does', async (text, actual) => {
    const value: Json = `{% ${text} %}`;
    await expect(evaluateItems(value, 'Items', scope)).rejects.toThrow(
      `The JSONata expression '${text}' specified for the field 'Items' ${unexpected('array', actual)}`,
    );
  });

  it('refuse other types in the same words', async () => {
    const refused = [
      evaluateBoolean('{% "true" %}', 'F', scope),
      evaluateString('{% 1 %}', 'F', scope),
      evaluateNumber('{% "1" %}', { field: 'F', scope }),
      evaluateInteger('{% [1] %}', { field: 'F', scope }),
      evaluateInteger('{% $states.input.share %}', { field: 'F', scope }),
      evaluateInteger('{% 1/0 %}', { field: 'F', scope }),
    ];
    expect(await Promise.all(refused.map(refusal))).toEqual([
      unexpected('boolean', '\'string\' for value: "true"'),
      unexpected('string', "'number' for value: 1"),
      unexpected('number', '\'string\' for value: "1"'),
      unexpected('number', "'array' for value: [1]"),
      unexpected('integer', "'number' for value: 2.5"),
      unexpected('number', '\'string\' for value: "Infinity"'),
    ]);
  });

  it('refuse numbers out of range', async () => {
    const share = { field: 'ToleratedFailurePercentage', scope, min: 0, max: 100 };
    expect(await refusal(evaluateNumber('{% 100.5 %}', share))).toBe(
      "The field 'ToleratedFailurePercentage' must be between 0 and 100 but was: 100.5",
    );
    expect(await refusal(evaluateInteger('{% -1 %}', { field: 'Seconds', scope, min: 0 }))).toBe(
      "The field 'Seconds' must be at least 0 but was: -1",
    );
  });
});
