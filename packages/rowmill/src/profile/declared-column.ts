import { type DeclaredValues, declaredValues, type Request } from '@rowmill/core/engine';

/** What a request declares of one column. */
export interface DeclaredColumn {
  /** Share of null cells, 0 to 1. */
  readonly nullShare: number;
  /** Of the cells that are not null. */
  readonly values?: DeclaredValues;
}

/** What the request declares of a column of a generated table; undefined where it says nothing. */
export function declaredColumn(
  { tables, referenceDate }: Pick<Request, 'tables' | 'referenceDate'>,
  place: { readonly table: string; readonly column: string },
): DeclaredColumn | undefined {
  const table = Object.hasOwn(tables, place.table) ? tables[place.table] : undefined;
  if (table?.kind !== 'generated' || !Object.hasOwn(table.columns, place.column)) return undefined;
  const column = table.columns[place.column];
  if (column === undefined) return undefined;
  const { nulls } = column;
  if (column.kind !== 'generator') return { nullShare: nulls };
  const { generator, options, unique } = column;
  const referenceTime = Date.parse(referenceDate);
  const declared = declaredValues(generator, { options, referenceTime });
  if (declared === undefined) return { nullShare: nulls };
  if (declared.kind === 'spread') return { nullShare: nulls, values: declared };
  // Weights are left aside where every value comes once.
  return unique ? { nullShare: nulls } : withoutNulls(nulls, declared);
}

function withoutNulls(
  nulls: number,
  { values }: Extract<DeclaredValues, { kind: 'values' }>,
): DeclaredColumn {
  const some = values.filter(({ value }) => value !== null);
  const present = some.reduce((sum, { share }) => sum + share, 0);
  return {
    nullShare: nulls + (1 - nulls) * (1 - present),
    values: {
      kind: 'values',
      values: some.map(({ value, share }) => ({ value, share: share / present })),
    },
  };
}
