import { isObject, type Json } from '../json.ts';

/** A member of an object by name, or of an array by index. */
export type PathStep = string | number;

/** Where a path begins: at the input of the state, at the context object, or at a variable. */
export type PathRoot =
  | { readonly type: 'input' }
  | { readonly type: 'context' }
  | { readonly type: 'variable'; readonly name: string };

export interface ReferencePath {
  readonly root: PathRoot;
  readonly steps: readonly PathStep[];
}

const ROOT = /^\$(?:\$|[\p{L}_][\p{L}\p{N}_]*)?/u;
const STEP =
  /\.([\p{L}\p{N}_][\p{L}\p{N}_-]*)|\[(\d{1,15})\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/uy;

/** Undefined where the text is anything else than a path to exactly one value: wildcards, filters, functions … */
export function parseReferencePath(text: string): ReferencePath | undefined {
  const root = ROOT.exec(text)?.[0];
  if (root === undefined) {
    return undefined;
  }
  const steps: PathStep[] = [];
  STEP.lastIndex = root.length;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (match === null) {
      return undefined;
    }
    steps.push(stepOf(match));
  }
  return { root: rootOf(root), steps };
}

/** The value that the steps lead to; undefined where there is none. */
export function follow(steps: readonly PathStep[], from: Json | undefined): Json | undefined {
  let value = from;
  for (const step of steps) {
    value = member(value, step);
  }
  return value;
}

function member(value: Json | undefined, step: PathStep): Json | undefined {
  if (typeof step === 'number') {
    return Array.isArray(value) ? value[step] : undefined;
  }
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function rootOf(text: string): PathRoot {
  if (text === '$') {
    return { type: 'input' };
  }
  return text === '$$' ? { type: 'context' } : { type: 'variable', name: text.slice(1) };
}

function stepOf([, name, index, single, double]: RegExpExecArray): PathStep {
  if (index !== undefined) {
    return Number(index);
  }
  return name ?? (single ?? double ?? '').replaceAll(/\\(.)/gsu, '$1');
}
