import { ANY_LENGTH, AutomatonError, type Gate, type Nfa, type NfaState } from './nfa.ts';

/** An automaton that never has to choose, as plain tables. State 0 is the start. */
export interface StateTable {
  readonly stateCount: number;
  readonly classCount: number;
  /** Class of each byte: bytes of one class are alike to every state. */
  readonly classOf: Uint8Array;
  /** Next state of state `s` on class `c`, at `s * classCount + c`. */
  readonly next: Int32Array;
  /** By state, as `accepts` of {@link NfaState}. */
  readonly accepts: Int32Array;
}

const MOST_STATES = 2000;
/** Edges looked at, in all: sets of characters such as `\p{L}` have hundreds each. Some tenths of a second. */
const MOST_STEPS = 20_000_000;
const BYTES = 256;

/**
 * Subset construction (Rabin and Scott): a state stands for all states that the automaton may be in.
 *
 * @throws {@link AutomatonError} when there are too many.
 */
export function determine({ states, start }: Nfa): StateTable {
  const { classOf, firstBytes } = byteClasses(states);
  const known = new Map<string, number>();
  const members: (readonly number[])[] = [];
  const next: number[] = [];
  const accepts: number[] = [];
  const stateOf = (set: readonly number[], atStart: boolean): number => {
    const name = `${atStart ? '^' : ''}${set.join()}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    if (members.length >= MOST_STATES) throw new AutomatonError('it needs too many states');
    known.set(name, members.length);
    const gates: Gate[] = atStart ? ['always', 'start', 'end'] : ['always', 'end'];
    accepts.push(bestOf(states, closure(states, set, gates)));
    return members.push(set) - 1;
  };
  stateOf(lasting(states, closure(states, [start], ['always', 'start'])), true);
  // What one state leads to is asked for again and again.
  const behind = states.map((_, at) => lasting(states, closure(states, [at], ['always'])));
  const spend = stepBudget(states, firstBytes.length);
  for (let state = 0; state < members.length; state++) {
    const set = members[state] ?? [];
    spend(set);
    for (const byte of firstBytes) {
      const reached = new Set<number>();
      for (const at of step(states, set, byte)) {
        for (const member of behind[at] ?? []) reached.add(member);
      }
      const sorted = [...reached].sort((a, b) => a - b);
      next.push(stateOf(lasting(states, sorted), false));
    }
  }
  return {
    stateCount: members.length,
    classCount: firstBytes.length,
    classOf,
    next: Int32Array.from(next),
    accepts: Int32Array.from(accepts),
  };
}

/** Counts work, not time: what compiles on one machine compiles on all. */
function stepBudget(states: readonly NfaState[], classCount: number) {
  let left = MOST_STEPS;
  return (members: readonly number[]): void => {
    const edges = members.reduce((sum, at) => sum + (states[at]?.bytes.length ?? 0), 0);
    left -= edges * classCount;
    if (left < 0) throw new AutomatonError('it takes too long to compile');
  };
}

/** Cuts the bytes where some edge begins or ends. */
function byteClasses(states: readonly NfaState[]): {
  classOf: Uint8Array;
  firstBytes: number[];
} {
  const starts = new Set([0]);
  for (const { bytes } of states) {
    for (const { from, to } of bytes) {
      starts.add(from);
      if (to + 1 < BYTES) starts.add(to + 1);
    }
  }
  const firstBytes = [...starts].sort((a, b) => a - b);
  const classOf = new Uint8Array(BYTES);
  firstBytes.forEach((from, c) => {
    classOf.fill(c, from, firstBytes[c + 1] ?? BYTES);
  });
  return { classOf, firstBytes };
}

/** All states that are reached without a byte, in ascending order. */
function closure(
  states: readonly NfaState[],
  from: Iterable<number>,
  gates: readonly Gate[],
): number[] {
  const reached = new Set(from);
  for (const state of reached) {
    for (const { gate, target } of states[state]?.free ?? []) {
      if (gates.includes(gate)) reached.add(target);
    }
  }
  return [...reached].sort((a, b) => a - b);
}

/** Those that matter for what comes: they wait for a byte or for the end. A match that was found stays one. */
function lasting(states: readonly NfaState[], set: readonly number[]): number[] {
  const found = set.find((at) => states[at]?.accepts === ANY_LENGTH);
  if (found !== undefined) return [found];
  return set.filter((at) => {
    const state = states[at];
    return (
      state !== undefined &&
      (state.bytes.length > 0 || state.accepts > 0 || state.free.some(({ gate }) => gate === 'end'))
    );
  });
}

function step(states: readonly NfaState[], set: readonly number[], byte: number): Set<number> {
  const reached = new Set<number>();
  for (const at of set) {
    for (const { from, to, target } of states[at]?.bytes ?? []) {
      if (from <= byte && byte <= to) reached.add(target);
    }
  }
  return reached;
}

function bestOf(states: readonly NfaState[], set: readonly number[]): number {
  return set.reduce((best, at) => Math.max(best, states[at]?.accepts ?? 0), 0);
}
