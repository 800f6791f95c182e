import type { CodeRange } from './code-points.ts';
import { minimise } from './minimise.ts';
import { ANY_LENGTH, AutomatonError, type Branch, buildNfa } from './nfa.ts';
import { determine, type StateTable } from './subsets.ts';

/**
 * A regular expression as tables that a kernel walks through byte by byte.
 *
 * A state is the index of its row in `next`; a row has one cell for each class of bytes, one for "the text is over"
 * (the state itself) and one that says what the state is worth at the end of a text: 0 rejects, n accepts texts of
 * fewer than n bytes, 65,535 accepts all.
 */
export interface Automaton {
  /** Class of each of the 256 bytes. */
  readonly classes: Uint8Array;
  readonly next: Uint16Array;
  /** Cells of a row of `next`: classes + 2. */
  readonly width: number;
  /** Where all texts that match have one length and each position takes one range of bytes. */
  readonly shape: FixedShape | undefined;
}

/** What each byte of a text lies between. */
export type FixedShape = readonly CodeRange[];

const EXTRA_CELLS = 2;
const MOST_CELLS = 0xffff;

/**
 * Compiles regular expressions to one automaton that accepts the texts in which at least one finds a match.
 *
 * @throws {@link AutomatonError} when they are beyond what an automaton, or its table, can hold.
 */
export function compileAutomaton(branches: readonly Branch[]): Automaton {
  const table = minimise(determine(buildNfa(branches)));
  const { stateCount, classCount, classOf, accepts } = table;
  const width = classCount + EXTRA_CELLS;
  if (stateCount * width > MOST_CELLS) throw new AutomatonError('its table becomes too large');
  const next = new Uint16Array(stateCount * width);
  for (let state = 0; state < stateCount; state++) {
    const row = state * width;
    for (let c = 0; c < classCount; c++) {
      next[row + c] = (table.next[state * classCount + c] ?? 0) * width;
    }
    next[row + classCount] = row;
    next[row + classCount + 1] = accepts[state] ?? 0;
  }
  return { classes: classOf, next, width, shape: fixedShape(table) };
}

/** A pattern of JSON Schema: ECMAScript with flag `u`, a match anywhere in the text. */
export function compilePattern(source: string): Automaton {
  return compileAutomaton([{ source, flags: { unicode: true, ignoreCase: false } }]);
}

/** Whether the automaton accepts UTF-8 text from `from` to `to`. */
export function accepts(
  { classes, next, width }: Automaton,
  bytes: Uint8Array,
  from: number,
  to: number,
): boolean {
  let state = 0;
  for (let at = from; at < to; at++) state = next[state + (classes[bytes[at] ?? 0] ?? 0)] ?? 0;
  return isWorth(next[state + width - 1] ?? 0, to - from);
}

/** Whether a state that is worth so much accepts a text of a length, in bytes. */
export function isWorth(worth: number, byteLength: number): boolean {
  return worth === ANY_LENGTH || byteLength < worth;
}

const LONGEST_SHAPE = 64;

function fixedShape(table: StateTable): FixedShape | undefined {
  const shape: CodeRange[] = [];
  let state = 0;
  while (shape.length <= LONGEST_SHAPE) {
    const way = onlyWay(table, state);
    if (way === undefined) return undefined;
    const worth = table.accepts[state] ?? 0;
    if (way === 'none') return worth === ANY_LENGTH && shape.length > 0 ? shape : undefined;
    if (worth !== 0) return undefined;
    shape.push(way.bytes);
    state = way.target;
  }
  return undefined;
}

/** Where a state leads if all bytes of one range lead to one state and all others to failure. */
function onlyWay(
  table: StateTable,
  state: number,
): { readonly target: number; readonly bytes: CodeRange } | 'none' | undefined {
  const { classCount, classOf, next } = table;
  const taken: number[] = [];
  const targets = new Set<number>();
  for (let byte = 0; byte < classOf.length; byte++) {
    const target = next[state * classCount + (classOf[byte] ?? 0)] ?? 0;
    if (isDead(table, target)) continue;
    taken.push(byte);
    targets.add(target);
  }
  const [from] = taken;
  const to = taken.at(-1);
  const [target] = targets;
  if (from === undefined || to === undefined || target === undefined) return 'none';
  if (targets.size > 1 || to - from + 1 !== taken.length) return undefined;
  return { target, bytes: { from, to } };
}

/** Rejects, whatever follows. In a table of the smallest size that is one state, which never changes. */
function isDead({ classCount, next, accepts: worths }: StateTable, state: number): boolean {
  if (worths[state] !== 0) return false;
  for (let c = 0; c < classCount; c++) {
    if (next[state * classCount + c] !== state) return false;
  }
  return true;
}
