import { resolve } from 'node:path';
import type { ColumnShape } from '@rowmill/core';
import type { ComparedWith } from '@rowmill/core/engine';
import { quoteText } from '../sql-names.ts';
import type { FigureContext } from './define.ts';
import { columnOf, isTime, numberSql, textSql } from './figure-sql.ts';

/** The column that is compared, or the one that it is compared with. */
export interface Side {
  /** SELECT of its values as `v`, without nulls. */
  readonly values: string;
  readonly isHidden: boolean;
}

/** The values of the column itself, as numbers or as texts. */
export function ownSide(
  name: string,
  { table }: Pick<FigureContext, 'table'>,
  as: 'numbers' | 'categories',
): Side {
  const column = columnOf(name, table);
  const value = as === 'numbers' ? numberSql(name, column) : textSql(name, column);
  return { values: valuesOf(value, table.view), isHidden: table.hidden.has(name) };
}

/** The values of the column that it is compared with; a file has those of the type that the column has. */
export async function otherSide(
  against: Extract<ComparedWith, { kind: 'table' | 'file' }>,
  context: FigureContext,
  { as, own }: { readonly as: 'numbers' | 'categories'; readonly own: ColumnShape | undefined },
): Promise<Side> {
  const { column: name } = against;
  if (against.kind === 'table') {
    const table = await context.open(against.table);
    return ownSide(name, { table }, as);
  }
  const column: ColumnShape | undefined =
    own === undefined || isTime(own) || as === 'categories'
      ? own
      : { ...own, type: { kind: 'float' } };
  const value = as === 'numbers' ? numberSql(name, column) : textSql(name, column);
  // A file may hold what people have really done.
  return {
    values: valuesOf(value, readerOf(resolve(context.directory, against.file))),
    isHidden: true,
  };
}

const valuesOf = (value: string, from: string): string =>
  `SELECT v FROM (SELECT ${value} AS v FROM ${from}) WHERE v IS NOT NULL`;

function readerOf(file: string): string {
  const path = quoteText(file);
  if (/\.csv(\.gz)?$/i.test(file)) return `read_csv(${path}, header = true)`;
  if (/\.(ndjson|jsonl|json)(\.gz)?$/i.test(file)) return `read_json_auto(${path})`;
  return `read_parquet(${path})`;
}
