import { expect } from 'vitest';
import { frameSize, openFrame } from '../kernels/frame.ts';
import type { RunKernel } from '../kernels/kernel.ts';
import { layoutFaults } from '../kernels/memory.ts';
import { openKernel } from '../kernels/registry.ts';
import { setConsecutiveRows } from '../kernels/rows.ts';
import type { PackedDictionary } from '../model/batch.ts';
import type { RegisterKind } from '../program/register.ts';
import { type Program, ROWS, type Step } from '../program/steps.ts';
import type { EngineName } from '../wasm/choose-engine.ts';
import { openFastKernel } from '../wasm/registry.ts';
import { ENGINES, guardedMemory } from './guarded-memory.ts';

/** Values of one register: numbers, bigints, flags, four words per uuid, row numbers, texts. */
export type RegisterValues = readonly (number | bigint | string)[];

/** One step, alone, on registers that a test fills. */
export interface StepTrial {
  /** Kind of each register; register 0 is always `rows`. */
  readonly registers: readonly RegisterKind[];
  readonly step: Step;
  /** Values of input registers, by number. */
  readonly inputs?: Readonly<Record<number, RegisterValues>>;
  readonly dictionaries?: readonly PackedDictionary[];
  readonly firstRow?: number;
  readonly rowCount: number;
  /** Registers to compare, besides the one that the step names as `out`. */
  readonly alsoOut?: readonly number[];
}

const HEAP_BYTES = 1 << 20;
/** What stands around a text that a test puts into a register: no kernel may take it for a part. */
const BEFORE = '77';
const BEHIND = '7"';
const ROOM_FOR_GUARDS = 1 << 18;

/** Runs the step with both engines: equal registers, to the bit, and no byte written outside a region. */
export function expectSameStep(trial: StepTrial): void {
  const [reference, fast] = ENGINES.map((engine) => runStep(engine, trial));
  expect(fast).toStrictEqual(reference);
}

/** What the step leaves in its registers. A kernel that WebAssembly lacks is an error, not a pass. */
export function runStep(engine: EngineName, trial: StepTrial): unknown[] {
  const { registers, step, dictionaries = [], inputs = {}, rowCount, firstRow = 0 } = trial;
  const program: Program = {
    table: 't',
    rowCount,
    registers,
    escapes: registers.map(() => 0),
    dictionaries,
    steps: [step],
    columns: [],
  };
  const size = frameSize(program, HEAP_BYTES) + ROOM_FOR_GUARDS;
  const memory = guardedMemory(engine, size);
  const frame = openFrame(program, memory, HEAP_BYTES);
  setConsecutiveRows(frame.buffer(ROWS, 'rows'), firstRow, rowCount);
  for (const [register, values] of Object.entries(inputs))
    fill(frame, Number(register), registers[Number(register)] as RegisterKind, values);
  const run: RunKernel | undefined =
    engine === 'ts' ? openKernel(step, frame) : openFastKernel(step, frame);
  if (run === undefined) throw new Error(`WebAssembly has no kernel for step "${step.kernel}"`);
  try {
    run(rowCount);
  } finally {
    // A batch that was refused wrote no more than one that was taken.
    expect(layoutFaults(memory)).toEqual([]);
  }
  return [step.out, ...(trial.alsoOut ?? [])].map((register) =>
    read(frame, register, registers[register] as RegisterKind, rowCount),
  );
}

type Frame = ReturnType<typeof openFrame>;

function fill(frame: Frame, register: number, kind: RegisterKind, values: RegisterValues): void {
  if (kind === 'text') {
    const { address, length } = frame.buffer<'text'>(register, 'text');
    // Equal texts lie in memory once: tests repeat a few over a batch.
    const known = new Map<string, { address: number; length: number }>();
    values.forEach((value, i) => {
      const cell = String(value);
      const placed = known.get(cell) ?? frame.literal(`${BEFORE}${cell}${BEHIND}`);
      known.set(cell, placed);
      address[i] = placed.address + BEFORE.length;
      length[i] = placed.length - BEFORE.length - BEHIND.length;
    });
  } else if (kind === 'rows') {
    const { low, high } = frame.buffer<'rows'>(register, 'rows');
    values.forEach((value, i) => {
      low[i] = Number(value) | 0;
      high[i] = Math.floor(Number(value) / 2 ** 32);
    });
  } else (frame.buffer(register, kind) as unknown as Float64Array).set(values as number[]);
}

/** A copy of a register as plain values that compare to the bit: -0 is not 0, and texts are strings of bytes. */
function read(frame: Frame, register: number, kind: RegisterKind, rowCount: number): unknown {
  switch (kind) {
    case 'text': {
      const { address, length } = frame.buffer<'text'>(register, 'text');
      return Array.from({ length: rowCount }, (_, i) => {
        const from = address[i] as number;
        const cell = frame.memory.bytes.subarray(from, from + (length[i] as number));
        return String.fromCharCode(...cell);
      });
    }
    case 'rows': {
      const { low, high } = frame.buffer<'rows'>(register, 'rows');
      return [Array.from(low.subarray(0, rowCount)), Array.from(high.subarray(0, rowCount))];
    }
    default: {
      const values = frame.buffer(register, kind) as unknown as Float64Array;
      return Array.from(values.subarray(0, kind === 'uuid' ? 4 * rowCount : rowCount));
    }
  }
}
