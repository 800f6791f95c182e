import type { RequestIssue } from '../errors.ts';
import { describeValue } from './describe-value.ts';
import { isForbiddenName } from './names.ts';

type Path = readonly (string | number)[];

/** Levels of maps and lists that a request may have; deeper ones are mistakes or attacks. */
export const MAX_DEPTH = 100;

/** Maps, lists and scalars that a request may have in all; shared parts count each time they are used. */
const MAX_NODES = 1_000_000;

interface Walk {
  readonly issues: RequestIssue[];
  readonly open: Set<object>;
  nodes: number;
}

/**
 * Checks that a value is plain data: maps, lists, texts, finite numbers, booleans and null, in a
 * tree of bounded depth, with no key such as `__proto__`.
 */
export function checkPlainData(value: unknown): readonly RequestIssue[] {
  const walk: Walk = { issues: [], open: new Set(), nodes: 0 };
  visit(value, [], walk);
  return walk.issues;
}

function visit(value: unknown, path: Path, walk: Walk): void {
  walk.nodes++;
  if (walk.nodes > MAX_NODES) {
    if (walk.nodes === MAX_NODES + 1) report(walk, path, 'too-large', 'the request is too large');
    return;
  }
  if (typeof value === 'object' && value !== null) {
    visitObject(value, path, walk);
    return;
  }
  const problem = scalarProblem(value);
  if (problem !== undefined) report(walk, path, 'not-plain-data', problem);
}

function visitObject(value: object, path: Path, walk: Walk): void {
  if (walk.open.has(value)) {
    report(walk, path, 'not-plain-data', 'holds itself: a request must be a tree');
    return;
  }
  if (path.length >= MAX_DEPTH) {
    report(walk, path, 'too-deep', `nested deeper than ${MAX_DEPTH} levels`);
    return;
  }
  walk.open.add(value);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) visit(item, [...path, index], walk);
  } else {
    visitMap(value, path, walk);
  }
  walk.open.delete(value);
}

function visitMap(value: object, path: Path, walk: Walk): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  // A TypeScript request may come from another realm, whose Object.prototype is not ours.
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
  if (!isPlain || Object.getOwnPropertySymbols(value).length > 0) {
    const kind = value.constructor?.name ?? 'object';
    report(walk, path, 'not-plain-data', `expected plain data, found a ${kind} - write it as text`);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const itemPath = [...path, key];
    if (isForbiddenName(key)) {
      report(walk, itemPath, 'forbidden-name', `"${key}" is not allowed as a name`);
    } else if (key === '<<') {
      const message = 'merge keys (<<) are not part of YAML 1.2: write the keys out';
      report(walk, itemPath, 'merge-key', message);
    } else {
      visit(item, itemPath, walk);
    }
  }
}

function scalarProblem(value: unknown): string | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? undefined : `expected a finite number, found ${value}`;
    case 'bigint':
      return `${value} is an integer that a number may not hold exactly - write it as text: "${value}"`;
    case 'function':
    case 'symbol':
      return `expected plain data, found ${describeValue(value)}`;
    default:
      return undefined;
  }
}

function report(walk: Walk, path: Path, code: string, message: string): void {
  walk.issues.push({ path, code, message });
}
