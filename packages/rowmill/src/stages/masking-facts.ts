import type {
  MaskableConstraints,
  MaskRule,
  PlannedReference,
  Request,
  SourceTable,
} from '@rowmill/core/engine';
import type { SourceFacts } from './source-facts.ts';

/** The decisions of a table, as planning takes them. */
export function maskRules({ columns }: SourceTable): readonly MaskRule[] {
  return Object.entries(columns).map(([column, { strategy, options, type, ...said }]): MaskRule => {
    const { domain, reason, approver, expires } = said;
    const given = Object.entries({ domain, piiType: type, reason, approver, expires });
    return {
      column,
      strategy,
      options,
      ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    };
  });
}

/** What rows keep to: what the request says, and what the database does. */
export function maskableConstraints(facts: SourceFacts, table: SourceTable): MaskableConstraints {
  const { constraints } = facts;
  const found = facts.columns.filter(({ isKey }) => isKey).map(({ name }) => name);
  const known = constraints?.primaryKey ?? found;
  return {
    key: table.key.length > 0 ? table.key : known,
    unique: distinctSets([
      ...table.unique,
      ...(table.key.length > 0 && known.length > 0 ? [known] : []),
      ...(constraints?.unique.map(({ columns }) => columns) ?? []),
    ]),
    checks: constraints?.checks ?? [],
  };
}

/** Foreign keys between the masked tables of a request: those that it names, and those of the database. */
export function plannedReferences(
  { tables }: Request,
  facts: readonly SourceFacts[],
): readonly PlannedReference[] {
  const all = facts.flatMap((known) => {
    const table = tables[known.table];
    if (table?.kind !== 'source') return [];
    return [
      ...namedReferences(known.table, table, tables),
      ...foundReferences(known, table, tables),
    ];
  });
  const byText = new Map(all.map((reference) => [JSON.stringify(reference), reference]));
  return [...byText.values()];
}

/** References to all columns of a key of several are one reference. */
function namedReferences(
  name: string,
  table: SourceTable,
  tables: Request['tables'],
): PlannedReference[] {
  const single = Object.entries(table.columns).flatMap(([column, { references }]) =>
    references === undefined || references.import !== undefined
      ? []
      : [{ column, parentTable: references.table, parentColumn: references.column }],
  );
  const parents = [...new Set(single.map(({ parentTable }) => parentTable))];
  return parents.flatMap((parentTable) => {
    const members = single.filter((one) => one.parentTable === parentTable);
    const key = tables[parentTable]?.key ?? [];
    const whole = key.flatMap(
      (part) => members.find(({ parentColumn }) => parentColumn === part) ?? [],
    );
    const isWhole = key.length > 1 && whole.length === key.length;
    const groups = isWhole
      ? [whole, ...members.filter((one) => !whole.includes(one)).map((one) => [one])]
      : members.map((one) => [one]);
    return groups.map((group) => ({
      table: name,
      columns: group.map(({ column }) => column),
      parentTable,
      parentColumns: group.map(({ parentColumn }) => parentColumn),
    }));
  });
}

function foundReferences(
  { table: name, constraints }: SourceFacts,
  { source }: SourceTable,
  tables: Request['tables'],
): PlannedReference[] {
  return (constraints?.references ?? []).flatMap(({ columns, parentTable, parentColumns }) =>
    Object.entries(tables)
      .filter(
        ([, parent]) =>
          parent.kind === 'source' &&
          'table' in parent.source &&
          parent.source.kind === source.kind &&
          parent.source.table === parentTable,
      )
      .map(([parent]) => ({ table: name, columns, parentTable: parent, parentColumns })),
  );
}

function distinctSets(sets: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(sets.map((set) => [JSON.stringify(set), set])).values()];
}
