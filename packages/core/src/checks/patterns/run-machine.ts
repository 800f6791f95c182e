import type { CodeSet } from '../automaton/code-points.ts';
import type { Gate, Machine, MachineState, PatternMachines } from './pattern-machine.ts';

/** Whether a pattern is found anywhere in a text. Takes time linear in the text for each state of its machines. */
export function findMatch({ looks, main }: PatternMachines, text: string): boolean {
  const points = Int32Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const found: Uint8Array[] = [];
  for (const look of looks) {
    const places = new Uint8Array(points.length + 1);
    run(look, { points, found }, (position) => {
      places[position] = 1;
      return true;
    });
    found.push(places);
  }
  let matches = false;
  run(main, { points, found }, () => {
    matches = true;
    return false;
  });
  return matches;
}

interface Subject {
  readonly points: Int32Array;
  /** By machine that is looked around for: 1 at positions where it has found its pattern. */
  readonly found: readonly Uint8Array[];
}

/** Follows all ways of a machine at once, from every position; `onMatch` says whether to go on. */
function run(machine: Machine, subject: Subject, onMatch: (position: number) => boolean): void {
  const { backwards } = machine;
  const { points } = subject;
  const enter = openRound(machine, subject);
  let waiting: readonly number[] = [];
  for (let round = 0; round <= points.length; round++) {
    const position = backwards ? points.length - round : round;
    const { matched, next } = enter(waiting, position);
    if (matched && !onMatch(position)) return;
    waiting = next;
  }
}

interface Round {
  readonly matched: boolean;
  /** States behind the character that was taken. */
  readonly next: readonly number[];
}

/** What a machine does at one position: enters states without a character, then takes one. */
function openRound({ states, start, backwards }: Machine, subject: Subject) {
  // Where a state was entered last.
  const entered = new Int32Array(states.length).fill(-1);
  return (waiting: readonly number[], position: number): Round => {
    const point = subject.points[backwards ? position - 1 : position];
    const pending = [...waiting, start];
    const next: number[] = [];
    let matched = false;
    const enter = (state: MachineState): void => {
      if (state.kind === 'match') matched = true;
      else if (state.kind === 'take') next.push(...targetsOn(state, point));
      else pending.push(...openTargets(state, position, subject));
    };
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      const state = states[at];
      if (state === undefined || entered[at] === position) continue;
      entered[at] = position;
      enter(state);
    }
    return { matched, next };
  };
}

type StateOf<Kind> = Extract<MachineState, { readonly kind: Kind }>;
const NONE: readonly number[] = [];

function targetsOn({ set, target }: StateOf<'take'>, point: number | undefined): readonly number[] {
  return point !== undefined && contains(set, point) ? [target] : NONE;
}

function openTargets(
  { gate, targets }: StateOf<'free'>,
  position: number,
  subject: Subject,
): readonly number[] {
  return isOpen(gate, position, subject) ? targets : NONE;
}

function isOpen(gate: Gate, position: number, { points, found }: Subject): boolean {
  switch (gate) {
    case 'always':
      return true;
    case 'start':
      return position === 0;
    case 'end':
      return position === points.length;
    case 'boundary':
    case 'inside': {
      const isBoundary = isWord(points[position - 1]) !== isWord(points[position]);
      return isBoundary === (gate === 'boundary');
    }
    default:
      return (found[gate.look]?.[position] === 1) !== gate.negated;
  }
}

/** `\w` of ECMA-262 without flag `i`. */
function isWord(point: number | undefined): boolean {
  if (point === undefined) return false;
  return (
    (point >= 0x30 && point <= 0x39) ||
    (point >= 0x41 && point <= 0x5a) ||
    point === 0x5f ||
    (point >= 0x61 && point <= 0x7a)
  );
}

function contains(set: CodeSet, point: number): boolean {
  let low = 0;
  let high = set.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = set[middle];
    if (range === undefined || point < range.from) high = middle - 1;
    else if (point > range.to) low = middle + 1;
    else return true;
  }
  return false;
}
