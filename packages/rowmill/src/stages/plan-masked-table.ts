import type { ColumnShape, TableShape } from '@rowmill/core';
import {
  type AnonymityRequest,
  type MaskKey,
  type MaskPlan,
  type MaskRule,
  planMasking,
  type ResolvedRequest,
  type SourceTable,
} from '@rowmill/core/engine';
import { readKey } from '../keys/read-key.ts';
import { openSource } from '../sources/open-source.ts';
import type { Source, SourceColumn } from '../sources/source.ts';
import { refuseKeepingNowhere, vaultPath } from '../surrogates/vault-path.ts';
import { maskableConstraints, maskRules } from './masking-facts.ts';
import type { SourceFacts, SourceWorld } from './source-facts.ts';

/** A table whose rows are read from a source and masked. */
export interface MaskedRunTable {
  readonly kind: 'masked';
  readonly name: string;
  readonly shape: TableShape;
  readonly masks: MaskPlan;
  /** What the table was planned from. */
  readonly facts: SourceFacts;
  /** What "now" is for ages and dates. */
  readonly asOf: Date;
  /** Quasi-identifiers and sensitive columns, where the request declares them. */
  readonly anonymity: AnonymityRequest | undefined;
  /** Opens the source, which only whoever masks the table does. @throws SourceError when it cannot be read. */
  openSource(): Promise<Source>;
  /** Undefined where the request names none. @throws SecretError when it cannot be had; MaskKeyError for no key. */
  readMaskKey(): Promise<MaskKey | undefined>;
  /** File that random masks are kept in; undefined where the request names none. */
  vaultPath(): string | undefined;
}

/** Where sources are, and the day on which decisions have to hold; absent where they have been checked before. */
export interface PlanWorld extends SourceWorld {
  readonly today?: string | undefined;
}

/**
 * Plans a table of a source from what is known of it. Nothing is opened.
 *
 * @throws RequestError with every column that nobody has decided on, and every rule that does not fit.
 */
export function planMaskedTable(
  facts: SourceFacts,
  table: SourceTable,
  resolved: ResolvedRequest,
  world: PlanWorld,
): MaskedRunTable {
  const { masking, locale } = resolved.request;
  const masks = planMasking({
    table: facts.table,
    locale: table.locale ?? locale,
    sourceColumns: facts.columns,
    rules: [...maskRules(table), ...leftOut(facts, table)],
    constraints: maskableConstraints(facts, table),
    estimatedRows: facts.estimatedRows,
    strict: masking.strict,
    today: world.today,
  });
  refuseKeepingNowhere(masks, masking);
  return {
    kind: 'masked',
    name: facts.table,
    shape: sourceShape(facts, table),
    masks,
    facts,
    asOf: new Date(resolved.request.masking.asOf ?? resolved.request.referenceDate),
    anonymity: resolved.request.masking.anonymity?.[facts.table],
    openSource: () => openSource(table.source, world),
    readMaskKey: () => readMaskKey(resolved, world),
    vaultPath: () => vaultPath(resolved, world),
  };
}

/** The key that a request masks by; undefined where it names none. @throws SecretError, MaskKeyError */
export async function readMaskKey(
  { request }: ResolvedRequest,
  { environment, directory }: SourceWorld,
): Promise<MaskKey | undefined> {
  return readKey(request.masking, { environment, baseDirectory: directory });
}

/** A masked table keeps the types of its source where the value is kept; what a mask writes is text. */
function sourceShape({ table: name, columns: found }: SourceFacts, table: SourceTable): TableShape {
  const key =
    table.key.length > 0
      ? table.key
      : found.filter(({ isKey }) => isKey).map((column) => column.name);
  const columns = found
    .filter((column) => !isDropped(column, table))
    .map(
      (column): ColumnShape => ({
        name: column.name,
        type: column.type ?? { kind: 'string' },
        nullable: isNullable(column, table, key),
        ...(column.sourceType === undefined ? {} : { sourceType: column.sourceType }),
      }),
    );
  const references = Object.entries(table.columns).flatMap(([column, { references: parent }]) =>
    parent === undefined || parent.import !== undefined
      ? []
      : [{ columns: [column], parentTable: parent.table, parentColumns: [parent.column] }],
  );
  return { name, columns, key, unique: table.unique, references };
}

/** What the database computes, and the request says nothing of, is computed again from the masks. */
function leftOut(facts: SourceFacts, table: SourceTable): readonly MaskRule[] {
  return facts.columns
    .filter((column) => isComputed(column, table))
    .map(({ name }) => ({ column: name, strategy: 'drop', options: {} }));
}

function isComputed({ generated, name }: SourceColumn, { columns }: SourceTable): boolean {
  return generated === true && !Object.hasOwn(columns, name);
}

/** What is left out of every delivery. */
function isDropped(column: SourceColumn, table: SourceTable): boolean {
  return isComputed(column, table) || table.columns[column.name]?.strategy === 'drop';
}

/** What was never null in the source stays so under every mask but `null`. */
function isNullable(
  { name, nullable }: SourceFacts['columns'][number],
  { columns }: SourceTable,
  key: readonly string[],
): boolean {
  if (key.includes(name)) return false;
  return nullable !== false || columns[name]?.strategy === 'null';
}
