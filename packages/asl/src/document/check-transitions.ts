import { isObject, type Json, type JsonObject } from '../json.ts';
import { type Place, report, within } from './place.ts';

/** A field that leads to another state. */
interface Transition {
  readonly target: string;
  /** `Default of state "Decide"`. */
  readonly from: string;
  readonly place: Place;
}

/**
 * Makes sure that all states among which a document, branch or processor moves are there, that each can be reached
 * from its `StartAt`, and that one of them can end it. States inside of states are not looked at.
 *
 * Codes and the first sentence of each message are AWS's.
 */
export function checkTransitions(sequence: JsonObject, place: Place): void {
  const states = isObject(sequence.States) ? sequence.States : {};
  const start = transition(sequence, 'StartAt', { place, owner: '' });
  const here = within(place, 'States');
  const all = new Map(
    Object.entries(states).map(([name, state]) => [
      name,
      isObject(state)
        ? transitionsOf(state, { place: within(here, name), owner: ` of state "${name}"` })
        : [],
    ]),
  );
  for (const found of [...start, ...[...all.values()].flat()]) {
    if (!all.has(found.target)) reportMissing(found);
  }
  if (Object.values(states).some(isTerminal)) {
    for (const name of unreachable(start, all)) reportUnreachable(name, within(here, name));
  } else if (all.size > 0) {
    const hint = 'give one state "End": true, or add a Succeed or Fail state';
    const message = `Workflow has no terminal state - ${hint}`;
    place.setting.report({ location: place.location, code: 'MISSING_END_STATE', message });
  }
}

function reportMissing({ target, from, place }: Transition): void {
  const hint = `${from} must name a state that stands beside it`;
  report(place, `Missing 'Next' target: ${target} - ${hint}`, 'MISSING_TRANSITION_TARGET');
}

function reportUnreachable(name: string, place: Place): void {
  const hint = 'lead a Next there, or remove the state';
  report(place, `State "${name}" is not reachable. - ${hint}`, 'MISSING_TRANSITION_TARGET');
}

function isTerminal(state: Json): boolean {
  return (
    isObject(state) && (state.End === true || state.Type === 'Succeed' || state.Type === 'Fail')
  );
}

function unreachable(
  start: readonly Transition[],
  all: ReadonlyMap<string, readonly Transition[]>,
): string[] {
  const seen = new Set<string>();
  const waiting = start.map(({ target }) => target);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    waiting.push(...(all.get(name) ?? []).map(({ target }) => target));
  }
  return [...all.keys()].filter((name) => !seen.has(name));
}

interface Owner {
  readonly place: Place;
  readonly owner: string;
}

function transitionsOf(state: JsonObject, owner: Owner): readonly Transition[] {
  return [
    ...transition(state, 'Next', owner),
    ...transition(state, 'Default', owner),
    ...fromList(state, 'Choices', owner),
    ...fromList(state, 'Catch', owner),
  ];
}

function fromList(state: JsonObject, name: string, { place, owner }: Owner): readonly Transition[] {
  const list = state[name];
  if (!Array.isArray(list)) return [];
  const here = within(place, name);
  return list.flatMap((rule, index) => {
    const part = { place: within(here, index), owner: ` in ${name}[${index}]${owner}` };
    return isObject(rule) ? transition(rule, 'Next', part) : [];
  });
}

function transition(object: JsonObject, name: string, { place, owner }: Owner): Transition[] {
  const target = object[name];
  if (typeof target !== 'string') return [];
  return [{ target, from: `${name}${owner}`, place: within(place, name) }];
}
