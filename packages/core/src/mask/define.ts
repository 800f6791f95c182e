import type { z } from 'zod';
import type { CellMaskPlan } from './batch/cell-mask.ts';
import type { MaskKey } from './mask-key.ts';
import type { MaskWords } from './mask-words.ts';
import type { MapFate, SurrogateMap } from './surrogate-map.ts';

/** What a mask lets a reader of the masked column learn. */
export type Reveals =
  /** The mask does not depend on the value, its length and being null aside. */
  | 'nothing'
  /** Which cells were equal, and so how often each value occurs. */
  | 'equality'
  /** The value or a part of it. */
  | 'value';

/** What a masked column still tells besides {@link Reveals}, each a way to find somebody again. */
export type Leak =
  /** How long each value was. */
  | 'length'
  /** Which cells were null. */
  | 'nulls'
  /** How often each value occurs. */
  | 'frequency'
  /** Which of two values was the greater one. */
  | 'order'
  /** A part of the value, such as its last four digits. */
  | 'part'
  /** The value, near enough: a year, a band, a sum with noise. */
  | 'range'
  /** The values themselves, in other rows. */
  | 'values';

/** How masks come about, on which claims depend: regulations treat each family alike. */
export type MaskFamily =
  /** The value is as it was. */
  | 'kept'
  /** Nothing of the value is left: null, a constant, a placeholder. */
  | 'removed'
  /** Drawn at random in this run; what joins rows is a map that can be burned. */
  | 'random'
  /** Less precise by a rule that anybody may know. */
  | 'generalised'
  /** Follows from the value and a secret key: tokens, invented people, encryption. */
  | 'keyed'
  /** Follows from the value without a secret: anybody can try all values. */
  | 'unkeyed'
  /** A part of the value stays to be read. */
  | 'partial'
  /** The values of the column in another order, or drawn from among them. */
  | 'rearranged'
  /** The value with noise or an offset. */
  | 'perturbed'
  /** As its parts: what stands inside decides. */
  | 'composed';

/** What may be relied on, as facts for plans, claims, reports and tests. */
export interface StrategyProperties {
  readonly family: MaskFamily;
  /** Same key, table and row, same mask: whenever it is run. */
  readonly deterministic: boolean;
  /** Same key and same value, same mask: in every column, table, run and engine, so that rows still join. */
  readonly referential: boolean;
  /** Different values get different masks; odds of a collision below 10^-6 among a million values. */
  readonly injective: boolean;
  /** Whether the value can be had back: by the key, by a map that is kept, or by nobody. */
  readonly reversible: 'no' | 'by key' | 'by map';
  /** The mask depends on the secret key. */
  readonly keyed: boolean;
  /** Null stays null. */
  readonly nullSafe: boolean;
  /** Fewest possible values that it keeps a secret of; where there can be fewer, it refuses. */
  readonly minimumDomain?: number;
  /**
   * Masks are a permutation of the values that there can be, so that one in so many may be its own mask by chance: were
   * that ruled out, masks would say which value it is not. No unless given.
   */
  readonly permutes?: boolean;
  readonly reveals: Reveals;
  readonly leaks: readonly Leak[];
}

/** A strategy inside another one, as the request has it: its name and its options. */
export interface NestedRule {
  readonly mask: string;
  readonly [option: string]: unknown;
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
  /**
   * The cells of another column of the same rows *after* its own mask.
   *
   * @throws RangeError when the strategy has not named it in `readsMasked`.
   */
  masked(column: string): readonly (string | null)[];
  /** Row number, in the source, of the first value; rows follow one another. */
  readonly firstRow: number;
}

/** Masks one column of a batch: one cell out for each cell in, in the same order. */
export type ColumnMask = (column: MaskColumn) => (string | null)[];

/** What a strategy wants to know of a whole column before its first mask: gathered in a pass of its own. */
export interface ColumnLearner {
  /** The values of consecutive rows, from the first one on. */
  add(column: Pick<MaskColumn, 'values' | 'firstRow' | 'other'>): void;
  /** What was learned: plain data that can be kept as JSON. It holds values of the source, so it is never stored. */
  finish(): unknown;
}

/** What a strategy may know when it is set up for a column. */
export interface MaskContext {
  readonly table: string;
  readonly column: string;
  /** Type in the words of the source, e.g. `character varying(20)`; absent where it has none. */
  readonly sourceType?: string;
  /** What kind of personal data the column is decided to hold, e.g. `email`. */
  readonly piiType?: string;
  /**
   * Digests for one use each, of the purpose of the request and the domain of the column: columns of one domain share
   * their masks, and nobody else has them. Throws MaskKeyError where the run has no key.
   */
  readonly key: MaskKey;
  /** What "now" is for ages and dates; fixed by the request. */
  readonly asOf: Date;
  /** Random bytes of this run alone; nothing follows from them, not even the same run again. */
  randomBytes(count: number): Uint8Array;
  /**
   * Random masks of the domain of the column, for one use: all columns and tables of the run share them.
   *
   * @throws RangeError where the run lends none, or none that are kept
   */
  surrogates(use: string, fate: MapFate): SurrogateMap;
  /** Sets up a strategy that stands inside this one. Its columns are those of this one. */
  nested(rule: NestedRule): ColumnMask;
  /** What `learn` has found; undefined where the strategy does not learn. */
  readonly learned?: unknown;
  /** Locale of the table; an option of the rule may name another. */
  readonly locale: string;
  /** Names and other words of a locale. Those of the locales that a plan needs are loaded beforehand. */
  words(locale: string): MaskWords;
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
  /** The column is left out of what is delivered. No unless given. */
  readonly dropsColumn?: boolean;
  /** It masks parts of a cell by strategies inside it: a null of theirs is no null of the column. No unless given. */
  readonly masksParts?: boolean;
  /** Other columns of the row that it reads. */
  reads?(options: z.output<Options>): readonly string[];
  /** Columns of the row whose masks it reads; they are masked before. */
  readsMasked?(options: z.output<Options>): readonly string[];
  /** Strategies that stand inside it; their properties, columns and locales become its own. */
  nested?(options: z.output<Options>): readonly NestedRule[];
  /** What becomes of the map of random masks that it needs. */
  surrogates?(options: z.output<Options>): MapFate;
  /** Looks at the whole column first, where masks depend on it. */
  learn?(options: z.output<Options>, context: MaskContext): ColumnLearner;
  /** Whether it does so with these options; yes unless given. */
  learns?(options: z.output<Options>): boolean;
  /** Masks that there are for all values together, where they are few; unlimited unless given. */
  capacity?(options: z.output<Options>, tableLocale: string): number;
  /** Locales whose words it needs, when the table has the given one. */
  wordsOf?(options: z.output<Options>, tableLocale: string): readonly string[];
  /** Characters that the shortest possible mask takes. A column with less room is refused. */
  width?(options: z.output<Options>): number;
  /** Whether its masks can stand in a column of a database type that does not take any text; no unless given. */
  fits?(options: z.output<Options>, sourceType: string): boolean;
  create(options: z.output<Options>, context: MaskContext): ColumnMask;
  /**
   * The same masks on text in linear memory, many times as fast. Undefined where these options need `create`. Only for
   * strategies whose masks follow from the cell, and from those of the columns it reads.
   */
  columns?(options: z.output<Options>, context: MaskContext): CellMaskPlan | undefined;
  /** Makes values of masks again, for who has the key: where it is `reversible: 'by key'`. */
  reverse?(options: z.output<Options>, context: MaskContext): ColumnMask;
}

/** A masking strategy, ready for the catalogue: every function reads raw options and checks them itself. */
export interface StrategyDefinition {
  readonly name: string;
  readonly summary: string;
  readonly options: z.ZodObject;
  readonly properties: StrategyProperties;
  readonly makesNulls: boolean;
  readonly dropsColumn: boolean;
  readonly masksParts: boolean;
  /** The properties with these options. */
  propertiesWith(options: unknown): StrategyProperties;
  reads(options: unknown): readonly string[];
  readsMasked(options: unknown): readonly string[];
  nested(options: unknown): readonly NestedRule[];
  /** Undefined where it needs no map of random masks. */
  surrogates(options: unknown): MapFate | undefined;
  /** Absent where it needs to know nothing of the column. */
  readonly learn?: (options: unknown, context: MaskContext) => ColumnLearner;
  /** Whether it has to learn before it masks. */
  learns(options: unknown): boolean;
  /** Infinite where masks do not run out. */
  capacity(options: unknown, tableLocale: string): number;
  wordsOf(options: unknown, tableLocale: string): readonly string[];
  width(options: unknown): number;
  fits(options: unknown, sourceType: string): boolean;
  create(options: unknown, context: MaskContext): ColumnMask;
  /** Undefined where there is no form on columns for these options. */
  columns(options: unknown, context: MaskContext): CellMaskPlan | undefined;
  /** Absent where nobody can make values of its masks with the key alone. */
  readonly reverse?: (options: unknown, context: MaskContext) => ColumnMask;
}

/** Makes a masking strategy of its declaration. */
export function defineStrategy<Options extends z.ZodObject>(
  declaration: StrategyDeclaration<Options>,
): StrategyDefinition {
  const { name, summary, options, properties, learn, reverse } = declaration;
  return {
    name,
    summary,
    options,
    properties,
    makesNulls: declaration.makesNulls ?? false,
    dropsColumn: declaration.dropsColumn ?? false,
    masksParts: declaration.masksParts ?? false,
    propertiesWith: (raw) => ({ ...properties, ...declaration.adjust?.(options.parse(raw)) }),
    reads: (raw) => declaration.reads?.(options.parse(raw)) ?? [],
    readsMasked: (raw) => declaration.readsMasked?.(options.parse(raw)) ?? [],
    surrogates: (raw) => declaration.surrogates?.(options.parse(raw)),
    nested: (raw) => declaration.nested?.(options.parse(raw)) ?? [],
    learns: (raw) => learn !== undefined && (declaration.learns?.(options.parse(raw)) ?? true),
    ...(learn === undefined ? {} : { learn: (raw, context) => learn(options.parse(raw), context) }),
    capacity: (raw, tableLocale) =>
      declaration.capacity?.(options.parse(raw), tableLocale) ?? Number.POSITIVE_INFINITY,
    wordsOf: (raw, tableLocale) => declaration.wordsOf?.(options.parse(raw), tableLocale) ?? [],
    width: (raw) => declaration.width?.(options.parse(raw)) ?? 0,
    fits: (raw, sourceType) => declaration.fits?.(options.parse(raw), sourceType) ?? false,
    create: (raw, context) => declaration.create(options.parse(raw), context),
    columns: (raw, context) => declaration.columns?.(options.parse(raw), context),
    ...(reverse === undefined
      ? {}
      : { reverse: (raw, context) => reverse(options.parse(raw), context) }),
  };
}
