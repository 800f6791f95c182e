import type { DocumentIssue } from '../errors.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { memberOf } from './pointer.ts';

type Report = (issue: DocumentIssue) => void;

/** A field that leads to another state: name of that state, and where the field stands. */
interface Transition {
  readonly target: Json;
  readonly location: string;
}

/**
 * Makes sure that all states among which a document, branch or processor moves are there, that each can be reached
 * from its `StartAt`, and that one of them can end it. States inside of states are not looked at.
 *
 * Words and codes as AWS answers them.
 */
export function checkTransitions(sequence: JsonObject, location: string, report: Report): void {
  const states = isObject(sequence.States) ? sequence.States : {};
  const start = { target: sequence.StartAt ?? null, location: memberOf(location, 'StartAt') };
  const all = new Map(
    Object.entries(states).map(([name, state]) => [
      name,
      transitionsOf(state, memberOf(memberOf(location, 'States'), name)),
    ]),
  );
  for (const transition of [start, ...[...all.values()].flat()]) {
    if (typeof transition.target !== 'string' || all.has(transition.target)) continue;
    report({
      location: transition.location,
      code: 'MISSING_TRANSITION_TARGET',
      message: `Missing 'Next' target: ${transition.target}`,
    });
  }
  if (!Object.values(states).some(isTerminal)) {
    if (all.size > 0) report(noEnd(location));
    return;
  }
  for (const name of unreachable(start, all)) {
    report({
      location: memberOf(memberOf(location, 'States'), name),
      code: 'MISSING_TRANSITION_TARGET',
      message: `State "${name}" is not reachable.`,
    });
  }
}

function noEnd(location: string): DocumentIssue {
  return {
    location,
    code: 'MISSING_END_STATE',
    message: `Workflow has no terminal state`,
  };
}

function isTerminal(state: Json): boolean {
  return (
    isObject(state) && (state.End === true || state.Type === 'Succeed' || state.Type === 'Fail')
  );
}

function unreachable(start: Transition, all: ReadonlyMap<string, readonly Transition[]>): string[] {
  const seen = new Set<string>();
  const waiting: Json[] = [start.target];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (typeof name !== 'string' || seen.has(name)) continue;
    seen.add(name);
    waiting.push(...(all.get(name) ?? []).map(({ target }) => target));
  }
  return [...all.keys()].filter((name) => !seen.has(name));
}

function transitionsOf(state: Json, location: string): readonly Transition[] {
  if (!isObject(state)) return [];
  return [
    ...field(state, 'Next', location),
    ...field(state, 'Default', location),
    ...rules(state, 'Choices', location),
    ...rules(state, 'Catch', location),
  ];
}

function rules(state: JsonObject, name: string, location: string): readonly Transition[] {
  const list = state[name];
  if (!Array.isArray(list)) return [];
  return list.flatMap((rule, index) =>
    isObject(rule) ? field(rule, 'Next', memberOf(memberOf(location, name), index)) : [],
  );
}

function field(owner: JsonObject, name: string, location: string): readonly Transition[] {
  const target = owner[name];
  return target === undefined ? [] : [{ target, location: memberOf(location, name) }];
}
