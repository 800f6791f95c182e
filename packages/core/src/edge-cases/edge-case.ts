import type { ValueType } from '../model/value-type.ts';

/** A value of a cell as a row holds it: numbers of 64 bits as bigint, dates, instants and decimals as text. */
export type EdgeValue = string | number | bigint | boolean | null;

/** Whether rules let a row pass. */
export type EdgeVerdict = 'valid' | 'invalid';

/** How the text of a column may be varied. */
export type TextFreedom =
  /** People write it as they like: names, titles, notes. */
  | 'free'
  /** It has a form of its own that rules do not tell: telephone numbers, bank accounts. Texts are left alone. */
  | 'opaque';

/** What a rule can say of a column. */
export type DomainAspect =
  | 'type'
  | 'null'
  | 'values'
  | 'min'
  | 'max'
  | 'multipleOf'
  | 'minLength'
  | 'maxLength'
  | 'pattern'
  | 'format';

/** A value that is there. */
export type PresentValue = Exclude<EdgeValue, null>;

/** A value that has an order. */
export type OrderedValue = Exclude<PresentValue, boolean>;

/**
 * All that is known of the cells of a column: its type and table, its generator's options, JSON Schema and
 * expectations put together. Boundaries follow from it.
 */
export interface ColumnDomain {
  readonly name: string;
  readonly type: ValueType;
  readonly nullable: boolean;
  /** Member of the key or of a set of columns that is unique. */
  readonly unique: boolean;
  /** Member of a reference: its values have to be those of a parent. */
  readonly reference: boolean;
  /** Its cells follow from something else (a counter, other columns), or are not to be set. No case sets them. */
  readonly fixed: boolean;
  readonly text?: TextFreedom;
  /** Format of JSON Schema, e.g. `email`. */
  readonly format?: string;
  /** All values that may be there, besides null. */
  readonly values?: readonly PresentValue[];
  /** Least and greatest value, both allowed; texts for dates, instants and decimals. */
  readonly min?: OrderedValue;
  readonly max?: OrderedValue;
  readonly multipleOf?: number;
  /** In characters (Unicode code points), as JSON Schema counts them. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Pattern of JSON Schema (ECMA-262, not anchored). */
  readonly pattern?: string;
  /**
   * The rule that says so, by what it says: a keyword of JSON Schema or the name of an expectation. What only the
   * generator says is no rule: a value beyond it is unusual, not wrong.
   */
  readonly rules: Readonly<Partial<Record<DomainAspect, string>>>;
}

/** One cell that is set on purpose. */
export interface EdgeCase {
  readonly column: string;
  /** Short name, e.g. `longest`, `leap-day`, `right-to-left`. */
  readonly name: string;
  /** The rule that it is about, e.g. `maxLength`, `type`, `valuesAreNotNull`. */
  readonly rule: string;
  readonly verdict: EdgeVerdict;
  readonly value: EdgeValue;
}

/** One row that is added: the cells that are set; all others are generated. */
export interface EdgeRow {
  readonly cells: Readonly<Record<string, EdgeValue>>;
  /** Why it is there. An `invalid` row has exactly one case that is invalid, and breaks exactly its rule. */
  readonly cases: readonly EdgeCase[];
  readonly verdict: EdgeVerdict;
}

/** The edge cases of one table. */
export interface EdgePlan {
  /** Rows that satisfy every rule; they are added to the table. */
  readonly valid: readonly EdgeRow[];
  /** Rows that break the one rule that they name; they are kept apart. */
  readonly invalid: readonly EdgeRow[];
  readonly combinations: EdgeCombinations;
  /** Cases that were looked at and left out, each with its reason. */
  readonly dropped: readonly DroppedCase[];
}

/** A case that could not be used. */
export interface DroppedCase {
  readonly column: string;
  readonly name: string;
  /** In words, e.g. `breaks pattern and maxLength`. */
  readonly reason: string;
}

/** A rule that a row breaks. */
export interface BrokenRule {
  /** Keyword of JSON Schema or name of an expectation. */
  readonly rule: string;
  /** Column it is broken at; empty where it is about several columns or the row as a whole. */
  readonly column: string;
}

/** A row as it would be delivered: cells as values, decimals, dates and instants as text. */
export type EdgeCheckRow = Readonly<Record<string, unknown>>;

/** Which rules a row breaks, each once; empty when it satisfies all. */
export type CheckRow = (row: EdgeCheckRow) => readonly BrokenRule[];

/** What the rows of combinations cover. */
export interface EdgeCombinations {
  /** How many columns are combined at once. */
  readonly strength: number;
  readonly columns: readonly string[];
  /** Combinations of values that rules allow; every one of them is in a row. */
  readonly covered: number;
  /** Combinations that rules exclude. */
  readonly excluded: number;
}
