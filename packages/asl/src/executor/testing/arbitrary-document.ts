import fc from 'fast-check';
import type { State, StateMachine, StateSequence } from '../../document/states.ts';
import { functionArn } from './documents.ts';

/** A state without its successor. */
type Part = { readonly [field: string]: unknown };

const ITEMS = '{% [1..3] %}';
const retry = [
  { ErrorEquals: ['Flaky'], IntervalSeconds: 3, MaxAttempts: 2, JitterStrategy: 'FULL' },
];

const express: fc.Arbitrary<Part> = fc.constantFrom<Part>(
  { Type: 'Pass', Assign: '{% $uuid() %}', Output: { passed: '{% $states.input %}' } },
  { Type: 'Wait', Seconds: 60 },
  { Type: 'Task', Resource: functionArn('echo'), TimeoutSeconds: 30 },
  { Type: 'Task', Resource: functionArn('flaky'), Retry: retry },
  { Type: 'Task', Resource: functionArn('once') },
  { Type: 'Task', Resource: functionArn('broken'), Catch: 'next' },
);

const simple: fc.Arbitrary<Part> = fc.oneof(
  { weight: 5, arbitrary: express },
  fc.constant({
    Type: 'Task',
    Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  }),
);

const part: fc.Memo<Part> = fc.memo((depth) =>
  depth <= 1
    ? simple
    : fc.oneof(
        { weight: 4, arbitrary: simple },
        fc.array(parts(depth - 1), { minLength: 1, maxLength: 3 }).map((Branches) => ({
          Type: 'Parallel',
          Branches,
        })),
        parts(depth - 1).map((ItemProcessor) => ({ Type: 'Map', Items: ITEMS, ItemProcessor })),
        distributed(parts(depth - 1), 'STANDARD'),
        distributed(listOf(express), 'EXPRESS'),
      ),
);

type Parts = { readonly parts: readonly Part[] };

const listOf = (arbitrary: fc.Arbitrary<Part>): fc.Arbitrary<Parts> =>
  fc.array(arbitrary, { minLength: 1, maxLength: 3 }).map((list) => ({ parts: list }));

const parts = (depth: number): fc.Arbitrary<Parts> => listOf(part(depth));

function distributed(
  inner: fc.Arbitrary<Parts>,
  ExecutionType: 'STANDARD' | 'EXPRESS',
): fc.Arbitrary<Part> {
  return fc
    .record({ inside: inner, MaxConcurrency: fc.constantFrom(1, 2, 10) })
    .map(({ inside, MaxConcurrency }) => ({
      Type: 'Map',
      Items: ITEMS,
      MaxConcurrency,
      ItemProcessor: { ...inside, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType } },
    }));
}

/** Documents of all states that wait for something, within one another. Every execution of them succeeds. */
export const arbitraryDocument: fc.Arbitrary<StateMachine> = parts(3).map((root) => ({
  QueryLanguage: 'JSONata',
  ...sequenceOf(root, 'S'),
}));

/** Names states after their places, and joins them. */
function sequenceOf({ parts: list, ...others }: Parts, name: string): StateSequence {
  const nameOf = (index: number): string => `${name}.${index}`;
  const states = list.map((value, index): [string, State] => {
    const isLast = index === list.length - 1;
    const successor = isLast ? { End: true } : { Next: nameOf(index + 1) };
    // Fields of all types at once, which no type of state describes.
    const state: unknown = { ...named(value, nameOf(index)), ...successor };
    return [nameOf(index), state as State];
  });
  const end: [string, State] = [`${name}.end`, { Type: 'Succeed' } as State];
  const isCaught = list.some(({ Catch }) => Catch !== undefined);
  return {
    ...others,
    StartAt: nameOf(0),
    States: Object.fromEntries(isCaught ? [...states, end] : states),
  };
}

function named(value: Part, name: string): Part {
  const { Branches, ItemProcessor, Catch, Assign, ...fields } = value;
  const inner = name.slice(0, name.lastIndexOf('.'));
  return {
    ...fields,
    // Variables of inner states may not have the names of outer ones.
    ...(Assign !== undefined && { Assign: { [name.replaceAll('.', '_')]: Assign } }),
    ...(Catch !== undefined && {
      Catch: [{ ErrorEquals: ['States.ALL'], Next: `${inner}.end`, Output: 'caught' }],
    }),
    ...(Branches !== undefined && {
      Branches: (Branches as Parts[]).map((branch, index) =>
        sequenceOf(branch, `${name}.b${index}`),
      ),
    }),
    ...(ItemProcessor !== undefined && {
      ItemProcessor: sequenceOf(ItemProcessor as Parts, `${name}.m`),
    }),
  };
}
