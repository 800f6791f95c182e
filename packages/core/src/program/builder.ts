import type { PackedDictionary } from '../model/batch.ts';
import { packDictionary } from './dictionary.ts';
import { neededSteps } from './needed-steps.ts';
import type { Register, RegisterKind } from './register.ts';
import type { Program, ProgramColumn, Step } from './steps.ts';

/** Collects the steps of one table. Equal steps are kept once, so columns that draw alike share their draws. */
export interface ProgramBuilder {
  /** Adds a step that writes a register of the given kind, or finds the equal one that is there. */
  add<K extends RegisterKind>(
    kind: K,
    step: (out: Register<K>) => Step,
    escapes?: number,
  ): Register<K>;
  /** A register that a step writes beside its main one. */
  extra<K extends RegisterKind>(kind: K): Register<K>;
  /** Number of a dictionary of the program. */
  dictionary(entries: readonly string[]): { index: number; packed: PackedDictionary };
  kindOf(register: Register): RegisterKind;
  /** Character classes that a text register may hold. */
  escapesOf(register: Register<'text'>): number;
  finish(table: string, rowCount: number, columns: readonly ProgramColumn[]): Program;
}

/** Registers of a program. Each takes up to 128 KiB of memory per worker: nested lists of lists must not exhaust it. */
const MAX_REGISTERS = 4096;

export function createProgramBuilder(): ProgramBuilder {
  const registers: RegisterKind[] = ['rows'];
  const escapesByRegister: number[] = [0];
  const steps: Step[] = [];
  const dictionaries: PackedDictionary[] = [];
  const known = new Map<string, number>();
  const identities = new IdentityNumbers();

  const allot = (kind: RegisterKind, escapes: number): number => {
    if (registers.length >= MAX_REGISTERS) {
      throw new RangeError(
        `a row needs more than ${MAX_REGISTERS} intermediate columns; use shorter lists or fewer nested parts`,
      );
    }
    escapesByRegister.push(escapes);
    return registers.push(kind) - 1;
  };

  return {
    add(kind, step, escapes = 0) {
      const signature = JSON.stringify(step(-1), identities.replacer);
      const found = known.get(signature);
      if (found !== undefined) return found;
      const out = allot(kind, escapes);
      steps.push(step(out));
      known.set(signature, out);
      return out;
    },
    extra: (kind) => allot(kind, 0),
    dictionary(entries) {
      const packed = packDictionary(entries);
      const found = dictionaries.indexOf(packed);
      return { index: found >= 0 ? found : dictionaries.push(packed) - 1, packed };
    },
    kindOf: (register) => registers[register] as RegisterKind,
    escapesOf: (register) => escapesByRegister[register] ?? 0,
    finish: (table, rowCount, columns) => ({
      table,
      rowCount,
      registers,
      escapes: escapesByRegister,
      dictionaries,
      steps: pruneSteps(steps, columns),
      columns,
    }),
  };
}

/** Names typed arrays by identity, so that a signature stays short and equal tables compare equal. */
class IdentityNumbers {
  readonly #numbers = new Map<object, number>();

  readonly replacer = (_key: string, value: unknown): unknown => {
    if (typeof value === 'bigint') return `${value}n`;
    if (!ArrayBuffer.isView(value)) return value;
    const number = this.#numbers.get(value) ?? this.#numbers.size;
    this.#numbers.set(value, number);
    return `array ${number}`;
  };
}

/** Leaves out the steps that no column needs: the first pass of a unique column draws what it then replaces. */
function pruneSteps(steps: readonly Step[], columns: readonly ProgramColumn[]): Step[] {
  return neededSteps(
    steps,
    columns.flatMap(({ register, valid }) => (valid === null ? [register] : [register, valid])),
  );
}
