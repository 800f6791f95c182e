import type { z } from 'zod';
import type { RequestIssue } from '../errors.ts';
import { describeValue, isMap, quote } from './describe-value.ts';
import { didYouMean } from './nearest.ts';
import { keysAt } from './schema-walk.ts';

type ZodIssue = z.core.$ZodIssue;
type Path = readonly (string | number)[];

/** How messages speak of what is checked. */
export interface Wording {
  /** E.g. `generator "date.recent"`: unknown keys are then called options of it. */
  readonly owner?: string;
  /** Keys that are known beside those of the schema. */
  readonly furtherKeys?: readonly string[];
}

const MOST_KEYS_LISTED = 12;

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'null',
};

/** Says in plain words what zod found, in terms of the request alone. */
export function translateIssue(
  issue: ZodIssue,
  schema: z.ZodType,
  wording: Wording = {},
): readonly RequestIssue[] {
  const path = plainPath(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, keysAt(schema, path), wording));
    case 'invalid_union':
      return unionIssues(issue, schema, wording);
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues.flatMap((inner) =>
        translateIssue({ ...inner, path: [...issue.path, ...inner.path] }, schema, wording),
      );
    case 'custom':
      return [customIssue(issue, path, wording)];
    default:
      return [valueIssue(issue, path, wording)];
  }
}

function unknownKey(
  key: string,
  path: Path,
  keys: readonly string[],
  { owner, furtherKeys = [] }: Wording,
): RequestIssue {
  const known = path.length === 0 ? [...keys, ...furtherKeys] : keys;
  const message =
    owner !== undefined && path.length === 0
      ? `${owner} has no option ${quote(key)}`
      : `unknown key ${quote(key)}`;
  const hint = didYouMean(key, known) ?? listKeys(known);
  return {
    path: [...path, key],
    code: 'unknown-key',
    message,
    ...(hint === undefined ? {} : { hint }),
  };
}

function listKeys(keys: readonly string[]): string | undefined {
  if (keys.length === 0) return undefined;
  const shown = keys.slice(0, MOST_KEYS_LISTED).join(', ');
  return `known here: ${shown}${keys.length > MOST_KEYS_LISTED ? ', ...' : ''}`;
}

/** Problems found by our own readers carry their code and hint in `params`. */
function customIssue(issue: z.core.$ZodIssueCustom, path: Path, wording: Wording): RequestIssue {
  const params: unknown = issue.params;
  const code = isMap(params) && typeof params.code === 'string' ? params.code : undefined;
  if (code === undefined) {
    return { path, code: 'wrong-value', message: `${subject(path, wording)}${issue.message}` };
  }
  if (code === 'missing' && issue.input === undefined) {
    return missing(path, issue.message.replace(/, found nothing$/, ''), wording);
  }
  const hint = isMap(params) && typeof params.hint === 'string' ? { hint: params.hint } : {};
  return { path, code, message: issue.message, ...hint };
}

function valueIssue(issue: ZodIssue, path: Path, wording: Wording): RequestIssue {
  if (issue.code === 'invalid_type' && issue.input === undefined && path.length > 0) {
    const expected = TYPE_WORDS[issue.expected];
    return missing(path, expected === undefined ? undefined : `expected ${expected}`, wording);
  }
  const text = `${subject(path, wording)}${describeProblem(issue)}`;
  const code = issue.code === 'invalid_type' ? 'wrong-type' : 'wrong-value';
  const hint =
    issue.code === 'invalid_value' && typeof issue.input === 'string'
      ? didYouMean(issue.input, issue.values.map(String))
      : undefined;
  return { path, code, message: text, ...(hint === undefined ? {} : { hint }) };
}

function missing(path: Path, hint: string | undefined, { owner }: Wording): RequestIssue {
  const key = quote(String(path.at(-1)));
  const message = () => {
    if (owner === undefined) return `missing key ${key}`;
    if (path.length === 1) return `${owner} needs the option ${key}`;
    return `option ${quote(path.slice(0, -1).join('.'))} of ${owner} needs the key ${key}`;
  };
  return { path, code: 'missing', message: message(), ...(hint === undefined ? {} : { hint }) };
}

function subject(path: Path, { owner }: Wording): string {
  if (owner === undefined) return '';
  return path.length === 0 ? `${owner}: ` : `option ${quote(path.join('.'))} of ${owner}: `;
}

function describeProblem(issue: ZodIssue): string {
  const found = `found ${describeValue(issue.input)}`;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${TYPE_WORDS[issue.expected] ?? issue.expected}, ${found}`;
    case 'invalid_value':
      return `expected ${alternatives(issue.values.map(describeValue))}, ${found}`;
    case 'too_small':
      return (
        ownMessage(issue) ??
        sizeProblem(issue.origin, issue.inclusive ? 'at least' : 'more than', issue.minimum, found)
      );
    case 'too_big':
      return (
        ownMessage(issue) ??
        sizeProblem(issue.origin, issue.inclusive ? 'at most' : 'less than', issue.maximum, found)
      );
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}, ${found}`;
    default:
      return ownMessage(issue) ?? `${issue.message}, ${found}`;
  }
}

/** The message that the author of a schema wrote; undefined for zod's own. */
function ownMessage(issue: ZodIssue): string | undefined {
  return /^(Invalid|Too (small|big)|Unrecognized)\b/.test(issue.message)
    ? undefined
    : issue.message;
}

function sizeProblem(origin: string, bound: string, size: number | bigint, found: string): string {
  if (origin === 'string') return `expected ${bound} ${count(size, 'character')}, ${found}`;
  if (origin === 'array') return `expected ${bound} ${count(size, 'item')} in the list`;
  if (origin === 'object' || origin === 'record') return `expected ${bound} ${count(size, 'key')}`;
  return `expected ${origin === 'int' ? 'a whole number' : 'a number'} of ${bound} ${size}, ${found}`;
}

function count(size: number | bigint, noun: string): string {
  return `${size} ${noun}${Number(size) === 1 ? '' : 's'}`;
}

/** `a`, `a or b`, `a, b or c`. */
export function alternatives(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** A union says which of its branches came nearest; when none fits the kind of value, what kinds there are. */
function unionIssues(
  issue: z.core.$ZodIssueInvalidUnion,
  schema: z.ZodType,
  wording: Wording,
): readonly RequestIssue[] {
  const path = plainPath(issue.path);
  const ofRightKind = issue.errors.filter((errors) => !errors.some(isWrongKind));
  const branch = ofRightKind.toSorted((a, b) => nearness(b) - nearness(a))[0];
  if (branch !== undefined) {
    return branch.flatMap((inner) =>
      translateIssue({ ...inner, path: [...issue.path, ...inner.path] }, schema, wording),
    );
  }
  const kinds = issue.errors
    .flat()
    .flatMap((inner) =>
      inner.path.length > 0
        ? []
        : inner.code === 'invalid_type'
          ? [TYPE_WORDS[inner.expected] ?? inner.expected]
          : inner.code === 'invalid_value'
            ? inner.values.map(describeValue)
            : [],
    );
  const expected = alternatives([...new Set(kinds)]);
  if (issue.input === undefined && path.length > 0)
    return [missing(path, expected && `expected ${expected}`, wording)];
  const found = describeValue(issue.input);
  const message = `${subject(path, wording)}expected ${expected || 'another value'}, found ${found}`;
  return [{ path, code: 'wrong-type', message }];
}

function isWrongKind(issue: ZodIssue): boolean {
  return (
    issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value')
  );
}

/** Deeper problems mean that more of the branch was right; so do fewer of them. */
function nearness(errors: readonly ZodIssue[]): number {
  const deepest = Math.max(0, ...errors.map((error) => error.path.length));
  return deepest - errors.length / 1000;
}

function plainPath(path: readonly PropertyKey[]): Path {
  return path.map((key) => (typeof key === 'symbol' ? String(key) : key));
}
