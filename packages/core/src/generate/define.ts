import type { Faker } from '@faker-js/faker';
import type { z } from 'zod';
import type { Locale } from '../locales/locale.ts';
import type { ValueType } from '../model/value-type.ts';
import type { ProgramBuilder } from '../program/builder.ts';
import type { Register } from '../program/register.ts';
import type { Distribution, Quantiles } from '../program/steps/number-steps.ts';
import type { Key } from '../random/mix.ts';

/** A column of a program: where its cells are, what they are, which of them are null. */
export interface CompiledColumn {
  readonly type: ValueType;
  readonly register: Register;
  /** 1 where the cell has a value; absent when no cell is null. */
  readonly valid?: Register<'flag'>;
  /** No value occurs twice in the column. */
  readonly distinct?: boolean;
}

/**
 * How a generator keeps `unique: true`.
 *
 * - `always`: its cells never repeat anyway.
 * - `choices`: different choices give different cells, so the choices of a row are taken from a permutation.
 * - `row`: it puts the row number into the cell when `cells.unique` says so.
 * - `never`: it cannot; the request is refused.
 */
export type Uniqueness = 'always' | 'choices' | 'row' | 'never';

/** Everything that the planner, the CLI, the editor and the docs know about one generator. */
export interface GeneratorDefinition<Options extends z.ZodObject = z.ZodObject> {
  /** As in a request; Faker's name where Faker has one, e.g. `person.fullName`. */
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  readonly options: Options;
  readonly unique: Uniqueness;
  /** Adds the steps of one column to a program. Pure: the same options give the same steps. */
  compile(cells: CellBuilder, options: z.output<Options>): CompiledColumn;
}

/** Gives `compile` the types of its options; does nothing at run time. */
export function defineGenerator<Options extends z.ZodObject>(
  definition: GeneratorDefinition<Options>,
): GeneratorDefinition<Options> {
  return definition;
}

/** What a generator builds its cells with. Labels name a draw within the column; the same label is the same draw. */
export interface CellBuilder {
  readonly program: ProgramBuilder;
  /** Rows that the cells belong to. */
  readonly rows: Register<'rows'>;
  /** How many rows the table has, up to the last one that the cells may belong to. */
  readonly rowCount: number;
  /** How many of them are no edge rows. */
  readonly baseRows: number;
  /** The request asks for cells that never repeat. */
  readonly unique: boolean;
  readonly locale: Locale;
  /** Faker in the locale of the table, for its methods as generators. */
  readonly faker: Faker;
  /** What dates are relative to, in milliseconds since 1970: never the clock. */
  readonly referenceTime: number;

  /** Key of a draw of this column. */
  key(label: string): Key;
  /** An integer in `[0, count)`; `count` up to 2^31. */
  choose(label: string, count: number): Register<'int'>;
  /** An integer in `[0, count)` as a number; `count` up to 2^53. */
  chooseNumber(label: string, count: number): Register<'number'>;
  /** Index of a weight. */
  chooseWeighted(label: string, weights: readonly number[]): Register<'int'>;
  /** A float in `[0, 1)`. */
  unit(label: string): Register<'number'>;
  sample(label: string, distribution: Distribution, quantiles?: Quantiles): Register<'number'>;

  /** The same builder with draws that belong to an entity of the row, e.g. its person, instead of to the column. */
  entity(kind: string, name: string): CellBuilder;
  /** A builder for a part that is a thing of its own, e.g. an item of an array: its person is not the row's person. */
  part(label: string): CellBuilder;
  /** A builder for a field of the cell: the same row, person and place, other draws. */
  field(label: string): CellBuilder;
  /** The same builder without the promise of unique cells: its draws do not count as choices. */
  free(): CellBuilder;
  /** Says that a part of a unique cell occurs in no other row, so that its choices need not be told apart. */
  nameRow(): void;
  /** Says why a draw of a unique cell is not among its choices; shown when the choices are too few. */
  explain(reason: string): void;
  /**
   * Compiles another generator as a part of this cell. In a unique cell the part keeps its cells apart where it can,
   * so whoever joins parts must be able to tell them apart again, or call it on {@link free}.
   */
  generate(label: string, name: string, options: Readonly<Record<string, unknown>>): CompiledColumn;
  /** Names of all generators but Faker's methods. */
  readonly generatorNames: readonly string[];
  /** A column of the same row. */
  column(name: string): CompiledColumn;
  /** Names of the columns of the table. */
  readonly columnNames: readonly string[];
  /** Number of the row among the children of its parent; absent when the table's rows are not counted `per` another. */
  readonly ordinal: Register<'number'> | undefined;
}
