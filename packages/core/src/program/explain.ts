import { inputRegisters } from './step-inputs.ts';
import type { Program, Step } from './steps.ts';

/** How a column is made. */
export interface ColumnCost {
  readonly column: string;
  /** Kernels on the way to the column, in order, each once. */
  readonly kernels: readonly string[];
  /** `dictionary`: cells are views of ready entries. `per-cell`: a JavaScript function runs for each cell. */
  readonly cost: 'dictionary' | 'kernel' | 'per-cell';
}

/** What each column of a program costs, told by the kernels that it needs. */
export function explainProgram(program: Program): ColumnCost[] {
  const writers = new Map<number, Step>(program.steps.map((step) => [step.out, step]));
  return program.columns.map(({ name, register, valid }) => {
    const kernels = new Set<string>();
    collect(register, writers, kernels);
    if (valid !== null) collect(valid, writers, kernels);
    const perCell = [...kernels].some((kernel) => kernel.startsWith('faker'));
    const isEntry = writers.get(register)?.kernel === 'gather';
    return {
      column: name,
      kernels: [...kernels],
      cost: perCell ? 'per-cell' : isEntry ? 'dictionary' : 'kernel',
    };
  });
}

function collect(register: number, writers: ReadonlyMap<number, Step>, kernels: Set<string>): void {
  const step = writers.get(register);
  if (step === undefined) return;
  for (const input of inputRegisters(step)) collect(input, writers, kernels);
  kernels.add(step.kernel);
}
