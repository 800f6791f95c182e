import type { PackedDictionary } from '../model/batch.ts';
import type { ValueType } from '../model/value-type.ts';
import type { Register, RegisterKind } from './register.ts';
import type { FlagStep } from './steps/flag-steps.ts';
import type { IntegerStep } from './steps/integer-steps.ts';
import type { NumberStep } from './steps/number-steps.ts';
import type { OverrideStep } from './steps/override-steps.ts';
import type { RowStep } from './steps/row-steps.ts';
import type { TextStep } from './steps/text-steps.ts';

/**
 * One call of a kernel on one batch. Plain data: it travels to workers by structured clone, and every engine
 * gives it the same meaning.
 */
export type Step = RowStep | IntegerStep | NumberStep | FlagStep | TextStep | OverrideStep;

export type Kernel = Step['kernel'];
export type StepOf<K extends Kernel> = Extract<Step, { kernel: K }>;

/** A column that leaves the program. */
export interface ProgramColumn {
  readonly name: string;
  readonly type: ValueType;
  readonly register: Register;
  /** 1 where the cell has a value; null when no cell is null. */
  readonly valid: Register<'flag'> | null;
}

/** One table, compiled: what a worker needs to make any of its rows. */
export interface Program {
  readonly table: string;
  /** Rows of the table, those that other programs make included. */
  readonly rowCount: number;
  /** Register 0 holds the numbers of the rows of the batch. */
  readonly registers: readonly RegisterKind[];
  /** For each text register, the character classes that it may hold: a sum of `Escapes`; 0 for the others. */
  readonly escapes: readonly number[];
  readonly dictionaries: readonly PackedDictionary[];
  readonly steps: readonly Step[];
  readonly columns: readonly ProgramColumn[];
  /**
   * Rows that programs of their own make, in order, behind all that this one makes: edge rows. They have the same
   * columns, of the same types, in registers of the same kinds; kernels take them by their numbers in the table.
   */
  readonly behind?: readonly ProgramRange[];
}

/** Consecutive rows of a table that one program makes. */
export interface ProgramRange {
  readonly firstRow: number;
  readonly rowCount: number;
  readonly program: Program;
}

export const ROWS: Register<'rows'> = 0;
