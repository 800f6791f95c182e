import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import { checkDocument } from './check-document.ts';
import { eachState } from './each-state.ts';
import { loadDocument } from './load-document.ts';
import { altered } from './testing/altered.ts';
import { MIXED_DOCUMENT, WHOLE_DOCUMENT } from './testing/whole-document.ts';

/** Fields of a state, without what follows it; branches and processors are drawn as chains. */
type Draft = (chain: (depth: number) => fc.Arbitrary<JsonObject[]>) => fc.Arbitrary<JsonObject>;

const payload: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<Json>(1, 'text', true, null, '{% $states.input.a %}', '{% $count([1, 2]) %}'),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b.c', 'd/~e', '$'), tie('value'), { maxKeys: 2 }),
  ),
})).value;

const error = fc.constantFrom('A', 'States.Timeout', 'States.TaskFailed');

const task = fc.record(
  {
    Type: fc.constant('Task'),
    Resource: fc.constantFrom('arn:aws:states:::lambda:invoke', 'arn:aws:states:::a:b.sync'),
    Arguments: payload,
    Output: payload,
    TimeoutSeconds: fc.integer({ min: 1, max: 99_999_999 }),
    Retry: fc.array(
      fc.record({
        ErrorEquals: fc.array(error, { minLength: 1, maxLength: 2 }),
        MaxAttempts: fc.nat(5),
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ['Type', 'Resource'] },
);

const flat = fc.oneof(
  fc.record({ Type: fc.constant('Pass'), Output: payload }),
  fc.record({ Type: fc.constant('Wait'), Seconds: fc.oneof(fc.nat(100), fc.constant('{% 1 %}')) }),
  task,
);

const nested: Draft = (chain) =>
  fc.oneof(
    fc
      .array(chain(1), { minLength: 1, maxLength: 2 })
      .map((branches) => ({ Type: 'Parallel', Branches: branches })),
    fc.tuple(chain(1), fc.boolean()).map(([states, isDistributed]) => ({
      Type: 'Map',
      Items: '{% $states.input.list %}',
      ItemProcessor: states,
      isDistributed,
    })),
  );

function chain(depth: number): fc.Arbitrary<JsonObject[]> {
  const state =
    depth > 1
      ? flat
      : fc.oneof(
          { weight: 3, arbitrary: flat },
          nested(() => chain(depth + 1)),
        );
  return fc.array(state, { minLength: 1, maxLength: 4 });
}

/** Gives names to the states of a chain, and leads each to the next. */
function sequenceOf(states: readonly JsonObject[], prefix: string): JsonObject {
  const names = states.map((_, index) => `${prefix}${index}`);
  const entries = states.map((state, index) => {
    const next = names[index + 1];
    const name = names[index] ?? '';
    return [
      name,
      {
        ...withInside(state, `${name}/`),
        ...(next === undefined ? { End: true } : { Next: next }),
      },
    ];
  });
  return { StartAt: names[0] ?? '', States: Object.fromEntries(entries) };
}

function withInside(state: JsonObject, prefix: string): JsonObject {
  const { isDistributed, ...fields } = state;
  if (Array.isArray(state.Branches)) {
    return {
      ...fields,
      Branches: state.Branches.map((branch, index) => sequenceOf(branch, `${prefix}${index}~`)),
    };
  }
  if (!Array.isArray(state.ItemProcessor)) return fields;
  const ProcessorConfig = isDistributed
    ? { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }
    : { Mode: 'INLINE' };
  return {
    ...fields,
    ItemProcessor: { ...sequenceOf(state.ItemProcessor, prefix), ProcessorConfig },
  };
}

const documents = chain(0).map((states) => ({
  QueryLanguage: 'JSONata',
  ...sequenceOf(states, 'S'),
}));

describe('documents drawn at random', () => {
  it('are accepted', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(checkDocument(document)).toEqual([]);
        expect(loadDocument(JSON.stringify(document))).toEqual(document);
      }),
    );
  });

  it('are refused once a field is misspelt in any one state, which is named', () => {
    fc.assert(
      fc.property(documents, fc.nat(), (document, pick) => {
        const copy = structuredClone(document);
        const states = [...eachState(loadDocument(copy))];
        const chosen = states[pick % states.length];
        Object.assign(chosen?.state ?? {}, { Outptu: 1 });
        expect(checkDocument(copy)).toEqual([
          {
            location: chosen?.location,
            code: 'SCHEMA_VALIDATION_FAILED',
            message: expect.stringContaining(`'Outptu' is not supported - state "${chosen?.name}"`),
          },
        ]);
      }),
    );
  });

  it('are refused once the target of a transition is gone', () => {
    fc.assert(
      fc.property(documents, fc.nat(), (document, pick) => {
        const copy = structuredClone(document);
        const followed = [...eachState(loadDocument(copy))].filter(({ state }) => 'Next' in state);
        fc.pre(followed.length > 0);
        const chosen = followed[pick % followed.length];
        Object.assign(chosen?.state ?? {}, { Next: 'Nowhere' });
        expect(checkDocument(copy)).toContainEqual({
          location: `${chosen?.location}/Next`,
          code: 'MISSING_TRANSITION_TARGET',
          message: `Missing 'Next' target: Nowhere - Next of state "${chosen?.name}" must name a state that stands beside it`,
        });
      }),
    );
  });
});

/** Places of all values of a document, as members from the document down. */
function placesIn(
  value: Json,
  path: readonly (string | number)[] = [],
): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const members: [string | number, Json][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return [path, ...members.flatMap(([key, member]) => placesIn(member, [...path, key]))];
}

describe('a document with anything in one place', () => {
  it.each([
    ['of one language', WHOLE_DOCUMENT],
    ['of both languages', MIXED_DOCUMENT],
  ])('is judged, and changes nothing: %s', (_, document) => {
    const places = placesIn(document).filter((path) => path.length > 0);
    const other = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('{% %}', '{% [1 %}', '$', '', -1, 1e300),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), other, (path, value) => {
        const changed = altered(document, path, value as Json);
        const before = JSON.stringify(changed);
        for (const { location, message } of checkDocument(changed)) {
          expect(location).toMatch(/^(\/|$)/);
          expect(message).not.toMatch(/undefined|\[object|NaN/);
        }
        expect(JSON.stringify(changed)).toBe(before);
      }),
      { numRuns: 2000 },
    );
  });
});
