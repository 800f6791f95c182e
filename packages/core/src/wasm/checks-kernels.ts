import type { CheckKernels, RunInt64, RunNumbers, RunText } from '../checks/check-kernels.ts';
import type { NumberPlan } from '../checks/number-plan.ts';
import { numberAt, referenceCheckKernels } from '../checks/reference.ts';
import type { TextPlan } from '../checks/text-plan.ts';
import { packTextSet } from '../checks/text-set.ts';
import { allocate, type Memory, regionSize } from '../kernels/memory.ts';
import type { CheckExports } from './checks-exports.ts';
import { openModule } from './instantiate.ts';
import { WASM } from './modules/checks.generated.ts';

const exportsOf = openModule<CheckExports>(WASM);

/**
 * The kernels of checks in WebAssembly, for its memory; texts that only JavaScript can tell stay with the reference.
 */
export function openFastCheckKernels(memory: Memory): CheckKernels {
  const kernels = exportsOf(memory);
  const reference = referenceCheckKernels(memory);
  return {
    openText: (plan) => openText(plan, memory, kernels) ?? reference.openText(plan),
    openNumbers: (plan) => openNumbers(plan, memory, kernels),
    openInt64: ({ low, high }): RunInt64 => {
      return (values, count, verdict) =>
        kernels.rangeInt64(values.byteOffset, count, verdict.byteOffset, low, high);
    },
    widen: (values, out, count) => kernels.widen(values.byteOffset, out.byteOffset, count),
    divide: (values, out, count, divisor) =>
      kernels.divide(values.byteOffset, out.byteOffset, count, divisor),
    parse(text, out, known, count) {
      const { address, length } = text;
      const unread = kernels.parseNumbers(
        address.byteOffset,
        length.byteOffset,
        count,
        out.byteOffset,
        known.byteOffset,
      );
      if (unread === 0) return;
      for (let i = known.indexOf(0); i >= 0 && i < count; i = known.indexOf(0, i + 1))
        out[i] = numberAt(memory.bytes, text, i);
    },
    combine: (verdict, part, count) => kernels.combine(verdict.byteOffset, part.byteOffset, count),
    passOthers: (verdict, kinds, count, kind) =>
      kernels.passOthers(verdict.byteOffset, kinds.byteOffset, count, kind),
    passNulls: (verdict, valid, count) =>
      kernels.passNulls(verdict.byteOffset, valid.byteOffset, count),
    allowKinds: (verdict, kinds, count, allowed) =>
      kernels.allowKinds(verdict.byteOffset, kinds.byteOffset, count, flagBytes(allowed)),
    countFailures: (verdict, count) => kernels.countFailures(verdict.byteOffset, count),
  };
}

/** Byte k is 1 where k is in the set. */
function flagBytes(set: ReadonlySet<number>): bigint {
  let flags = 0n;
  for (const kind of set) flags |= 1n << (8n * BigInt(kind));
  return BigInt.asIntN(64, flags);
}

function openText(plan: TextPlan, memory: Memory, kernels: CheckExports): RunText | undefined {
  switch (plan.plan) {
    case 'bytes':
      return ({ length }, count, verdict) =>
        kernels.bytes(length.byteOffset, count, verdict.byteOffset, plan.min, plan.max);
    case 'characters':
      return openCharacters(plan, kernels);
    case 'automaton':
    case 'email':
      return openAutomaton(plan, memory, kernels);
    case 'texts':
      return openTexts(plan, memory, kernels);
    case 'test':
      return undefined;
    case 'uuid': {
      const scratch = allocate(memory, SCRATCH_BYTES);
      return ({ address, length }, count, verdict) =>
        kernels.uuid(address.byteOffset, length.byteOffset, count, verdict.byteOffset, scratch);
    }
    case 'date':
      return ({ address, length }, count, verdict) =>
        kernels.date(address.byteOffset, length.byteOffset, count, verdict.byteOffset);
    case 'time':
      return ({ address, length }, count, verdict) =>
        kernels.time(
          address.byteOffset,
          length.byteOffset,
          count,
          verdict.byteOffset,
          zoneOf(plan),
        );
    case 'dateTime': {
      const scratch = allocate(memory, SCRATCH_BYTES);
      return ({ address, length }, count, verdict) =>
        kernels.dateTime(
          address.byteOffset,
          length.byteOffset,
          count,
          verdict.byteOffset,
          zoneOf(plan),
          scratch,
        );
    }
  }
}

const zoneOf = ({ zoneNeeded }: { readonly zoneNeeded: boolean }): number => (zoneNeeded ? 1 : 0);

const MOST = 0x7fffffff;

function openCharacters(
  { min, max }: Extract<TextPlan, { plan: 'characters' | 'bytes' }>,
  kernels: CheckExports,
): RunText {
  const sure = Math.min(Math.max(0, 4 * min - 3), MOST);
  return ({ address, length }, count, verdict) =>
    kernels.characters(
      address.byteOffset,
      length.byteOffset,
      count,
      verdict.byteOffset,
      min,
      max,
      sure,
    );
}

function openAutomaton(
  { plan, automaton }: Extract<TextPlan, { plan: 'automaton' | 'email' }>,
  memory: Memory,
  kernels: CheckExports,
): RunText {
  const { shape, width } = automaton;
  if (shape !== undefined) {
    const lows = place(
      memory,
      Uint8Array.from(shape, ({ from }) => from),
      0,
    );
    const highs = place(
      memory,
      Uint8Array.from(shape, ({ to }) => to),
      0xff,
    );
    return ({ address, length }, count, verdict) =>
      kernels.shape(
        address.byteOffset,
        length.byteOffset,
        count,
        verdict.byteOffset,
        lows,
        highs,
        shape.length,
      );
  }
  const classes = place(memory, automaton.classes);
  const next = place(memory, new Uint8Array(automaton.next.buffer));
  if (plan === 'automaton') {
    return ({ address, length }, count, verdict) =>
      kernels.automaton(
        address.byteOffset,
        length.byteOffset,
        count,
        verdict.byteOffset,
        classes,
        next,
        width,
      );
  }
  const scratch = allocate(memory, SCRATCH_BYTES);
  return ({ address, length }, count, verdict) =>
    kernels.email(
      address.byteOffset,
      length.byteOffset,
      count,
      verdict.byteOffset,
      classes,
      next,
      width,
      scratch,
    );
}

function openTexts(
  { values }: Extract<TextPlan, { plan: 'texts' }>,
  memory: Memory,
  kernels: CheckExports,
): RunText {
  const { bytes, slots } = packTextSet(values);
  const entries = place(memory, bytes);
  const placed = slots.map((value, i) => (i % 2 === 0 && value > 0 ? entries + value - 1 : value));
  const table = place(memory, new Uint8Array(placed.buffer));
  return ({ address, length }, count, verdict) =>
    kernels.texts(
      address.byteOffset,
      length.byteOffset,
      count,
      verdict.byteOffset,
      table,
      slots.length / 2 - 1,
    );
}

function openNumbers(plan: NumberPlan, memory: Memory, kernels: CheckExports): RunNumbers {
  switch (plan.plan) {
    case 'range':
      return (values, count, verdict) =>
        kernels.range(values.byteOffset, count, verdict.byteOffset, plan.low, plan.high);
    case 'multiples':
      return (values, count, verdict) =>
        kernels.multiples(values.byteOffset, count, verdict.byteOffset, plan.divisor, plan.bound);
    case 'numbers': {
      const set = place(memory, new Uint8Array(plan.values.buffer));
      const size = plan.values.length;
      return (values, count, verdict) =>
        kernels.numbers(values.byteOffset, count, verdict.byteOffset, set, size);
    }
  }
}

const LANES = 16;
/** Room for one vector. */
const SCRATCH_BYTES = LANES;

/** Copies a table into memory, filled up to whole vectors with `padding`. */
function place(memory: Memory, table: Uint8Array, padding = 0): number {
  const size = Math.ceil(table.length / LANES) * LANES;
  const address = allocate(memory, size);
  memory.bytes.fill(padding, address, address + size);
  memory.bytes.set(table, address);
  return address;
}

/** Bytes of memory that the tables of a plan take, at most. */
export function tableBytes(plan: TextPlan | NumberPlan): number {
  const padded = (byteLength: number): number => regionSize(byteLength + LANES);
  switch (plan.plan) {
    case 'automaton':
    case 'email':
      return (
        padded(plan.automaton.classes.length) +
        padded(plan.automaton.next.byteLength) +
        2 * padded(plan.automaton.shape?.length ?? 0) +
        padded(SCRATCH_BYTES)
      );
    case 'texts': {
      const { bytes, slots } = packTextSet(plan.values);
      return padded(bytes.length) + padded(slots.byteLength);
    }
    case 'numbers':
      return padded(plan.values.byteLength);
    default:
      return padded(SCRATCH_BYTES);
  }
}
