import type { Json, JsonObject } from '@rowmill/asl';
import { TaskInputError } from '../errors.ts';
import type { RunReference } from '../runs/run-files.ts';
import type { Failure } from '../runs/shard-failure.ts';

interface Kinds {
  text: string;
  /** Whole number from 0. */
  count: number;
  'count or null': number | null;
  flag: boolean;
  'optional text': string | undefined;
  'optional count': number | undefined;
  'optional failure': Failure | undefined;
}

export type PayloadFields = Readonly<Record<string, keyof Kinds>>;

export type Payload<Fields extends PayloadFields> = { readonly run: RunReference } & {
  readonly [Field in keyof Fields]: Kinds[Fields[Field]];
};

/**
 * The payload of a task. Fields that it does not take are left alone.
 *
 * @param task name of the function, for messages
 * @throws {@link TaskInputError} with every field that is missing or of another kind.
 */
export function readPayload<Fields extends PayloadFields>(
  task: string,
  input: Json,
  fields: Fields,
): Payload<Fields> {
  const given = isObject(input) ? input : {};
  const run = isObject(given.run) ? given.run : {};
  const problems = [
    ...problemsOf(run, { id: 'text', bucket: 'text', prefix: 'text' }, 'run.'),
    ...problemsOf(given, fields, ''),
  ];
  if (problems.length > 0) throw new TaskInputError(task, problems);
  const values = Object.keys(fields).map((name) => [name, given[name] ?? undefined]);
  const nulls = Object.keys(fields).filter((name) => given[name] === null);
  return {
    ...Object.fromEntries(values),
    ...Object.fromEntries(nulls.map((name) => [name, isOptional(fields[name]) ? undefined : null])),
    run,
  } as Payload<Fields>;
}

function problemsOf(given: JsonObject, fields: PayloadFields, within: string): string[] {
  return Object.entries(fields).flatMap(([name, kind]) => {
    const { is, words } = KINDS[kind];
    return is(given[name]) ? [] : [`\`${within}${name}\` in its payload must be ${words}`];
  });
}

const isOptional = (kind: keyof Kinds | undefined): boolean =>
  kind?.startsWith('optional') === true;

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isText = (value: Json | undefined): boolean => typeof value === 'string' && value !== '';

const isCount = (value: Json | undefined): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const isAbsent = (value: Json | undefined): boolean => value === undefined || value === null;

function isFailure(value: Json | undefined): boolean {
  return isObject(value) && typeof value.Error === 'string' && typeof value.Cause === 'string';
}

const KINDS: Readonly<
  Record<keyof Kinds, { is: (value: Json | undefined) => boolean; words: string }>
> = {
  text: { is: isText, words: 'text' },
  count: { is: isCount, words: 'a whole number from 0' },
  'count or null': {
    is: (value) => value === null || isCount(value),
    words: 'a whole number from 0, or null',
  },
  flag: { is: (value) => typeof value === 'boolean', words: 'true or false' },
  'optional text': {
    is: (value) => isAbsent(value) || isText(value),
    words: 'text, or left out',
  },
  'optional count': {
    is: (value) => isAbsent(value) || isCount(value),
    words: 'a whole number from 0, or left out',
  },
  'optional failure': {
    is: (value) => isAbsent(value) || isFailure(value),
    words: 'an object with the texts Error and Cause, or left out',
  },
};
