import { languageOf } from '../document/language.ts';
import { loadDocument } from '../document/load-document.ts';
import type {
  Catcher,
  MapState,
  ParallelState,
  QueryLanguage,
  State,
  StateSequence,
} from '../document/states.ts';
import { TestStateError } from '../errors.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { TestStateRequest } from './request.ts';

/** The state by itself, in a machine that comes to rest when the state is left. */
export interface StateUnderTest {
  /** As it was given. */
  readonly state: State;
  /** Its name in `sequence`, and in the context object. */
  readonly name: string;
  readonly queryLanguage: QueryLanguage;
  readonly sequence: StateSequence;
  /** The state of `sequence` that each catcher leads to, so that it shows which one it was. */
  readonly catches: readonly string[];
}

/** The name that AWS gives it in the context object. */
const STATE_NAME = 'StateName';
const REST = { Type: 'Succeed', QueryLanguage: 'JSONata' } as const;
/** Stands for a branch: its answer is mocked. */
const BRANCH = {
  StartAt: 'Branch',
  States: {
    Branch: { Type: 'Task', QueryLanguage: 'JSONata', Resource: 'mock', End: true },
  },
} as const;

/**
 * Takes a state out of its document. What runs is not quite what was given: other states are places to rest, a map
 * leaves its iterations to others as a distributed one does, and branches are tasks, so that each can be mocked.
 *
 * @throws DocumentError when the state cannot be run
 * @throws TestStateError when there is no such state
 */
export function stateUnderTest({ definition, stateName }: TestStateRequest): StateUnderTest {
  const document = typeof definition === 'string' ? parsed(definition) : definition;
  const given = stateName === undefined ? document : named(document, stateName);
  const { state, queryLanguage } = checked(given, document.QueryLanguage);
  const targets = targetsOf(state);
  const name = freeName(STATE_NAME, targets);
  const catches = catchersOf(state).map((_, index) => freeName(`Catch[${index}]`, targets));
  const rests = [...targets, ...catches].map((target) => [target, REST] as const);
  const sequence = {
    StartAt: name,
    States: { ...Object.fromEntries(rests), [name]: prepared(state, catches) },
  };
  return { state, name, queryLanguage, sequence, catches };
}

function parsed(text: string): JsonObject {
  const value = jsonOf(text);
  if (isObject(value)) return value;
  throw new TestStateError('definition: is no JSON object - give a state, or a document');
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function named({ States }: JsonObject, stateName: string): JsonObject {
  const states = isObject(States) ? States : {};
  const state = states[stateName];
  if (isObject(state)) return state;
  const names = Object.keys(states).join(', ') || 'none';
  throw new TestStateError(`stateName: there is no state "${stateName}"; there are ${names}`);
}

/** Loads a machine of the state and of those that it leads to: the rest of the document is of no account. */
function checked(given: JsonObject, language: Json | undefined) {
  const targets = targetsOf(given);
  const name = freeName(STATE_NAME, targets);
  const machine = loadDocument({
    QueryLanguage: language ?? given.QueryLanguage ?? 'JSONPath',
    StartAt: name,
    States: {
      ...Object.fromEntries(targets.map((target) => [target, { ...REST }])),
      [name]: given,
    },
  });
  const state = machine.States[name];
  if (state === undefined) throw new TestStateError('definition: holds no state');
  return { state, queryLanguage: languageOf({}, machine.QueryLanguage) };
}

/** States that may come next, also of a state that was not checked yet. */
function targetsOf(state: JsonObject | State): readonly string[] {
  const { Next, Default, Choices, Catch } = state as JsonObject;
  const rules = [Choices, Catch].flatMap((list) => (Array.isArray(list) ? list : []));
  const names = [Next, Default, ...rules.map((rule) => (isObject(rule) ? rule.Next : undefined))];
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

function catchersOf(state: State): readonly Catcher[] {
  return 'Catch' in state ? (state.Catch ?? []) : [];
}

/** A name that the state does not lead to. */
function freeName(wanted: string, targets: readonly string[]): string {
  let name = wanted;
  while (targets.includes(name)) name += ' ';
  return name;
}

function prepared(state: State, catches: readonly string[]): State {
  const Catch = catchersOf(state).map((catcher, index) => ({
    ...catcher,
    Next: catches[index] ?? catcher.Next,
  }));
  if (state.Type === 'Map') return { ...asDistributed(state), Catch };
  if (state.Type === 'Parallel') return { ...withMockedBranches(state), Catch };
  return state.Type === 'Task' ? { ...state, Catch } : state;
}

function asDistributed(state: MapState): MapState {
  const { ProcessorConfig, ...sequence } = state.ItemProcessor;
  const config = { ...ProcessorConfig, Mode: 'DISTRIBUTED' } as const;
  return { ...state, ItemProcessor: { ...sequence, ProcessorConfig: config } };
}

function withMockedBranches(state: ParallelState): ParallelState {
  return { ...state, Branches: state.Branches.map(() => BRANCH) };
}
