import type { StateTable } from './subsets.ts';

/**
 * The smallest table that accepts the same texts (Hopcroft's algorithm). State 0 stays the start; states are
 * numbered in the order in which they are met from there, so that equal languages have equal tables.
 */
export function minimise(table: StateTable): StateTable {
  const blockOf = refine(table);
  return renumber(mergeClasses(quotient(table, blockOf)));
}

/** The states by block: those of one block accept the same rests of texts. */
function refine({ stateCount, classCount, next, accepts }: StateTable): Int32Array {
  const { blockOf, blocks } = blocksByWorth(accepts);
  const before = predecessors(stateCount, classCount, next);
  const pending: { readonly block: number; readonly byClass: number }[] = [];
  const queue = (block: number): void => {
    for (let c = 0; c < classCount; c++) pending.push({ block, byClass: c });
  };
  for (const block of blocks.keys()) queue(block);
  for (let work = pending.pop(); work !== undefined; work = pending.pop()) {
    const { byClass } = work;
    const sources = (blocks[work.block] ?? []).flatMap((target) => [...before(target, byClass)]);
    for (const [block, inside] of groupByBlock(sources, blockOf)) {
      const small = split(blocks, block, inside);
      if (small === undefined) continue;
      for (const state of small) blockOf[state] = blocks.length;
      // Whatever still waits for the block as a whole is covered: its larger part keeps the number.
      queue(blocks.push(small) - 1);
    }
  }
  return blockOf;
}

function blocksByWorth(accepts: Int32Array): {
  blockOf: Int32Array;
  blocks: (readonly number[])[];
} {
  const worths = [...new Set(accepts)];
  const blockOf = accepts.map((worth) => worths.indexOf(worth));
  const states = [...accepts.keys()];
  const blocks = worths.map((worth) => states.filter((state) => accepts[state] === worth));
  return { blockOf, blocks };
}

function groupByBlock(states: readonly number[], blockOf: Int32Array): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const state of states) {
    const block = blockOf[state] ?? 0;
    const group = groups.get(block);
    if (group === undefined) groups.set(block, [state]);
    else group.push(state);
  }
  return groups;
}

/** Leaves the larger part of a block in its place and gives the smaller one; undefined when there is but one part. */
function split(
  blocks: (readonly number[])[],
  block: number,
  inside: readonly number[],
): number[] | undefined {
  const states = blocks[block] ?? [];
  if (inside.length === states.length) return undefined;
  const taken = new Set(inside);
  const outside = states.filter((state) => !taken.has(state));
  const insideIsSmall = inside.length <= outside.length;
  blocks[block] = insideIsSmall ? outside : inside;
  return insideIsSmall ? [...inside] : outside;
}

/** Gives the states that lead to a state on a class. */
function predecessors(
  stateCount: number,
  classCount: number,
  next: Int32Array,
): (state: number, byClass: number) => Int32Array {
  const starts = new Int32Array(stateCount * classCount + 1);
  const slot = (state: number, c: number): number =>
    (next[state * classCount + c] ?? 0) * classCount + c;
  const each = (visit: (at: number, state: number) => void): void => {
    for (let state = 0; state < stateCount; state++) {
      for (let c = 0; c < classCount; c++) visit(slot(state, c), state);
    }
  };
  each((at) => {
    starts[at + 1] = (starts[at + 1] ?? 0) + 1;
  });
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  const fill = starts.slice();
  const sources = new Int32Array(next.length);
  each((at, state) => {
    const place = fill[at] ?? 0;
    sources[place] = state;
    fill[at] = place + 1;
  });
  return (state, c) => {
    const at = state * classCount + c;
    return sources.subarray(starts[at], starts[at + 1]);
  };
}

function quotient(table: StateTable, blockOf: Int32Array): StateTable {
  const { classCount } = table;
  const stateCount = Math.max(...blockOf) + 1;
  const next = new Int32Array(stateCount * classCount);
  const accepts = new Int32Array(stateCount);
  // The start keeps its number: it changes places with the block that has number 0.
  const start = blockOf[0] ?? 0;
  const named = (block: number): number => (block === start ? 0 : block === 0 ? start : block);
  blockOf.forEach((block, state) => {
    accepts[named(block)] = table.accepts[state] ?? 0;
    for (let c = 0; c < classCount; c++) {
      next[named(block) * classCount + c] = named(
        blockOf[table.next[state * classCount + c] ?? 0] ?? 0,
      );
    }
  });
  return { ...table, stateCount, next, accepts };
}

/** Bytes that no state tells apart become one class. */
function mergeClasses(table: StateTable): StateTable {
  const { stateCount, classCount } = table;
  const columns = new Map<string, number>();
  const merged = Array.from({ length: classCount }, (_, c) => {
    const column = Array.from({ length: stateCount }, (_, s) => table.next[s * classCount + c]);
    const name = column.join();
    const known = columns.get(name) ?? columns.size;
    columns.set(name, known);
    return known;
  });
  const count = columns.size;
  const next = new Int32Array(stateCount * count);
  merged.forEach((to, from) => {
    for (let s = 0; s < stateCount; s++) {
      next[s * count + to] = table.next[s * classCount + from] ?? 0;
    }
  });
  return { ...table, classCount: count, classOf: table.classOf.map((c) => merged[c] ?? 0), next };
}

function renumber(table: StateTable): StateTable {
  const { stateCount, classCount } = table;
  const order = [0];
  const numberOf = new Map([[0, 0]]);
  for (const state of order) {
    for (let c = 0; c < classCount; c++) {
      const target = table.next[state * classCount + c] ?? 0;
      if (!numberOf.has(target)) numberOf.set(target, order.push(target) - 1);
    }
  }
  const next = new Int32Array(stateCount * classCount);
  order.forEach((state, s) => {
    for (let c = 0; c < classCount; c++) {
      next[s * classCount + c] = numberOf.get(table.next[state * classCount + c] ?? 0) ?? 0;
    }
  });
  return { ...table, next, accepts: Int32Array.from(order, (state) => table.accepts[state] ?? 0) };
}
