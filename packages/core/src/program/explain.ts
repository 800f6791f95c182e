import { type CostClass, costClassOf, KERNEL_NANOSECONDS } from './costs.ts';
import { inputRegisters } from './step-inputs.ts';
import type { Program, Step } from './steps.ts';

/** How a column is made. */
export interface ColumnCost {
  readonly column: string;
  /** Kernels on the way to the column, in order, each once. */
  readonly kernels: readonly string[];
  /** `dictionary`: cells are views of ready entries. `per-cell`: a JavaScript function runs for each cell. */
  readonly cost: 'dictionary' | 'kernel' | 'per-cell';
  /** Estimate for one row on one core; steps that columns share count in each. */
  readonly nanoseconds: number;
  readonly costClass: CostClass;
  /** Different values that the permutation below a unique column can give; absent where there is none. */
  readonly capacity?: number;
}

/** What each column of a program costs, told by the kernels that it needs. */
export function explainProgram(program: Program): ColumnCost[] {
  const writers = new Map<number, Step>(program.steps.map((step) => [step.out, step]));
  return program.columns.map(({ name, register, valid }) => {
    const steps = new Set<Step>();
    collect(register, writers, steps);
    const [permutation] = [...steps].filter((step) => step.kernel === 'permute');
    if (valid !== null) collect(valid, writers, steps);
    const nanoseconds = [...steps].reduce((sum, step) => sum + KERNEL_NANOSECONDS[step.kernel], 0);
    const kernels = new Set([...steps].map(({ kernel }) => kernel));
    const perCell = [...kernels].some((kernel) => kernel.startsWith('faker'));
    const isEntry = writers.get(register)?.kernel === 'gather';
    return {
      column: name,
      kernels: [...kernels],
      cost: perCell ? 'per-cell' : isEntry ? 'dictionary' : 'kernel',
      nanoseconds,
      costClass: costClassOf(nanoseconds),
      ...(permutation === undefined ? {} : { capacity: permutation.domain }),
    };
  });
}

/** Steps on the way to a register, inputs first, each once. */
function collect(register: number, writers: ReadonlyMap<number, Step>, steps: Set<Step>): void {
  const step = writers.get(register);
  if (step === undefined || steps.has(step)) return;
  for (const input of inputRegisters(step)) collect(input, writers, steps);
  steps.add(step);
}
