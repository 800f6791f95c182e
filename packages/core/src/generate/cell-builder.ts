import { thresholdsOf } from '../kernels/integers.ts';
import type { Locale } from '../locales/locale.ts';
import type { ProgramBuilder } from '../program/builder.ts';
import type { Register } from '../program/steps.ts';
import { deriveKey } from '../random/key.ts';
import type { CellBuilder, CompiledColumn } from './define.ts';

/** Where the choices of a unique column come from; see {@link createUniqueChoices}. */
export interface ChoiceSource {
  choose(label: string, count: number): Register<'number'>;
}

export interface CellContext {
  readonly program: ProgramBuilder;
  readonly rows: Register<'rows'>;
  readonly seed: number;
  /** Names of the random stream from the outside in: table, column, part of the column. */
  readonly path: readonly string[];
  readonly table: string;
  readonly unique: boolean;
  readonly locale: Locale;
  readonly referenceTime: number;
  readonly columnNames: readonly string[];
  readonly ordinal: Register<'number'> | undefined;
  /** Present while a column with `unique: true` and uniqueness by choices is compiled. */
  readonly choices?: ChoiceSource;
  column(name: string): CompiledColumn;
  compileGenerator(cells: CellBuilder, name: string, options: Readonly<Record<string, unknown>>): CompiledColumn;
}

export function createCellBuilder(context: CellContext): CellBuilder {
  const { program, rows, seed, path, choices } = context;
  const key = (label: string) => deriveKey(seed, [...path, label]);
  const chooseNumber = (label: string, count: number): Register<'number'> =>
    choices?.choose([...path, label].join('\u001f'), count) ??
    program.add('number', (out) => ({ kernel: 'uniform', out, rows, key: key(label), min: 0, size: count, whole: true }));
  const at = (changes: Partial<CellContext>): CellBuilder => createCellBuilder({ ...context, ...changes });
  return {
    program,
    rows,
    unique: context.unique,
    locale: context.locale,
    referenceTime: context.referenceTime,
    columnNames: context.columnNames,
    ordinal: context.ordinal,
    key,
    choose(label, count) {
      if (choices === undefined) return program.add('int', (out) => ({ kernel: 'pick', out, rows, key: key(label), count }));
      const value = chooseNumber(label, count);
      return program.add('int', (out) => ({ kernel: 'int-from-number', out, value }));
    },
    chooseNumber,
    chooseWeighted(label, weights) {
      const thresholds = thresholdsOf(weights);
      return program.add('int', (out) => ({ kernel: 'weighted-pick', out, rows, key: key(label), thresholds }));
    },
    unit: (label) =>
      program.add('number', (out) => ({ kernel: 'uniform', out, rows, key: key(label), min: 0, size: 1, whole: false })),
    sample: (label, distribution) =>
      program.add('number', (out) => ({ kernel: 'distribution', out, rows, key: key(label), distribution })),
    entity: (kind, name) => at({ path: [context.table, `${kind}:${name}`] }),
    part: (label) => at({ path: [...path, label], unique: false }),
    generate(label, name, options) {
      return context.compileGenerator(at({ path: [...path, label] }), name, options);
    },
    column: context.column,
  };
}

/** The choices that one compilation of a column asked for, in the order of asking. */
export interface ChoiceSpace {
  readonly counts: ReadonlyMap<string, number>;
  /** Number of different rows of choices; may exceed 2^53. */
  readonly capacity: bigint;
}

/** First pass over a unique column: notes its choices. Their values do not matter. */
export function recordChoices(program: ProgramBuilder): { source: ChoiceSource; space(): ChoiceSpace } {
  const counts = new Map<string, number>();
  return {
    source: {
      choose(label, count) {
        counts.set(label, count);
        return program.add('number', (out) => ({ kernel: 'constant-number', out, constant: 0 }));
      },
    },
    space: () => ({ counts, capacity: [...counts.values()].reduce((product, count) => product * BigInt(count), 1n) }),
  };
}

/**
 * Second pass: the choices of row `r` are the digits, in a mixed radix, of a keyed permutation of `r`. Different
 * rows differ in at least one choice. Choices beyond a product of 2^53 stay random.
 */
export function createUniqueChoices(
  program: ProgramBuilder,
  rows: Register<'rows'>,
  key: ReturnType<typeof deriveKey>,
  { counts }: ChoiceSpace,
): ChoiceSource {
  const digits = new Map<string, { divisor: number; modulus: number }>();
  let domain = 1;
  for (const [label, count] of counts) {
    if (domain * count > Number.MAX_SAFE_INTEGER) break;
    digits.set(label, { divisor: domain, modulus: count });
    domain *= count;
  }
  const value = program.add('number', (out) => ({ kernel: 'permute', out, rows, key, domain }));
  return {
    choose(label, count) {
      const digit = digits.get(label);
      if (digit !== undefined) return program.add('number', (out) => ({ kernel: 'digit', out, value, ...digit }));
      const random = { inner: key.inner, outer: key.outer ^ label.length };
      return program.add('number', (out) => ({ kernel: 'uniform', out, rows, key: random, min: 0, size: count, whole: true }));
    },
  };
}
