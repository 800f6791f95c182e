import type { z } from 'zod';
import type { FakePeople } from './fake-people.ts';
import type { MaskKey } from './mask-key.ts';

/** What a mask lets a reader of the masked column learn. */
export type Reveals =
  /** The mask does not depend on the value, its length and being null aside. */
  | 'nothing'
  /** Which cells were equal, and so how often each value occurs. */
  | 'equality'
  /** The value or a part of it. */
  | 'value';

/** What may be relied on, as facts for plans, reports and tests. */
export interface StrategyProperties {
  /** Same key and same value, same mask: in every column, table and run. */
  readonly consistent: boolean;
  /** Different values get different masks; odds of a collision below 10^-6 among a million values. */
  readonly injective: boolean;
  /** The mask depends on the secret key. */
  readonly keyed: boolean;
  /** Null stays null. */
  readonly nullSafe: boolean;
  readonly reveals: Reveals;
}

/** One column of a batch, as it came from the source. */
export interface MaskColumn {
  readonly values: readonly (string | null)[];
  /**
   * The *original* values of another column of the same rows.
   *
   * @throws RangeError when the strategy has not named it in `reads`.
   */
  other(column: string): readonly (string | null)[];
}

/** Masks one column of a batch: one cell out for each cell in, in the same order. */
export type ColumnMask = (column: MaskColumn) => (string | null)[];

/** What a strategy may know when it is set up for a column. */
export interface MaskContext {
  readonly table: string;
  readonly column: string;
  /** Digests for one purpose each; throws MaskKeyError where the run has no key. */
  readonly key: MaskKey;
  /** Locale of the table; an option of the rule may name another. */
  readonly locale: string;
  /** Invented people with names of a locale. The names that a plan needs are loaded beforehand. */
  people(locale: string): FakePeople;
  /** Most characters that a cell of the column can take; absent where there is no limit. */
  readonly maxLength?: number;
}

/** What a strategy file declares. */
export interface StrategyDeclaration<Options extends z.ZodObject> {
  /** As it stands in a request, e.g. `fake.email`. */
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  /** Strict object of the rule's options, each with a description and, where one makes sense, a default. */
  readonly options: Options;
  /** What holds with default options. */
  readonly properties: StrategyProperties;
  /** What other options change of it, e.g. a short token that is no longer injective. */
  adjust?(options: z.output<Options>): Partial<StrategyProperties>;
  /** It makes nulls of values, which a column may not take. No unless given. */
  readonly makesNulls?: boolean;
  /** Other columns of the row that it reads. */
  reads?(options: z.output<Options>): readonly string[];
  /** Locale whose names it needs, when the table has the given one. */
  namesOf?(options: z.output<Options>, tableLocale: string): string;
  /** Characters that the shortest possible mask takes. A column with less room is refused. */
  width?(options: z.output<Options>): number;
  /** Whether its masks can stand in a column of a database type that does not take any text; no unless given. */
  fits?(options: z.output<Options>, sourceType: string): boolean;
  create(options: z.output<Options>, context: MaskContext): ColumnMask;
}

/** A masking strategy, ready for the catalogue: every function reads raw options and checks them itself. */
export interface StrategyDefinition {
  readonly name: string;
  readonly summary: string;
  readonly options: z.ZodObject;
  readonly properties: StrategyProperties;
  readonly makesNulls: boolean;
  /** The properties with these options. */
  propertiesWith(options: unknown): StrategyProperties;
  reads(options: unknown): readonly string[];
  namesOf(options: unknown, tableLocale: string): string | undefined;
  width(options: unknown): number;
  fits(options: unknown, sourceType: string): boolean;
  create(options: unknown, context: MaskContext): ColumnMask;
}

/** Makes a masking strategy of its declaration. */
export function defineStrategy<Options extends z.ZodObject>(
  declaration: StrategyDeclaration<Options>,
): StrategyDefinition {
  const { name, summary, options, properties } = declaration;
  return {
    name,
    summary,
    options,
    properties,
    makesNulls: declaration.makesNulls ?? false,
    propertiesWith: (raw) => ({ ...properties, ...declaration.adjust?.(options.parse(raw)) }),
    reads: (raw) => declaration.reads?.(options.parse(raw)) ?? [],
    namesOf: (raw, tableLocale) => declaration.namesOf?.(options.parse(raw), tableLocale),
    width: (raw) => declaration.width?.(options.parse(raw)) ?? 0,
    fits: (raw, sourceType) => declaration.fits?.(options.parse(raw), sourceType) ?? false,
    create: (raw, context) => declaration.create(options.parse(raw), context),
  };
}
