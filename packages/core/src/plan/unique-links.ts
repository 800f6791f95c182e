import type { Register } from '../program/register.ts';
import { deriveKey } from '../random/key.ts';
import { MAX_DOMAIN } from '../random/permutation.ts';
import type { CompileContext, TableScope } from './compile-context.ts';
import { largestCount } from './count-sampler.ts';
import { refuse } from './issues.ts';
import { linkColumns } from './link-columns.ts';
import type { PlannedTable } from './tables.ts';

/**
 * Rows of a link that belongs to a key made of references alone: a table that joins two others must not hold a
 * pair twice. The pair of row `r` is a permutation of `r` over all pairs; where one link is the `per` parent,
 * siblings take different rows of the other one.
 *
 * Gives nothing when no such key holds the link.
 */
export function uniqueLinkRows(
  context: CompileContext,
  table: PlannedTable,
  name: string,
  scope: TableScope,
  path: readonly string[],
): Register<'rows'> | undefined {
  const key = keyOfLinks(table, name);
  if (key === undefined) return undefined;
  const { program } = context;
  const free = key.filter(({ pick }) => pick === 'uniform');
  const counts = free.map(({ link }) => parentCount(context, table, link, path));
  const place = free.findIndex(({ link }) => link === name);
  const siblings = key.length > free.length ? scope.links.parent() : undefined;
  // A part of more pairs than 2^53 is as free of repeats as all of them.
  const capacity = Math.min(
    MAX_DOMAIN,
    counts.reduce((product, count) => product * count, 1),
  );
  refuseOverflow(context, scope, capacity, siblings !== undefined, path);
  const keyOf = deriveKey(table.owner.request.seed, [
    table.name,
    'key',
    ...key.map(({ link }) => link),
  ]);
  const index =
    siblings === undefined
      ? program.add('number', (out) => ({
          kernel: 'permute',
          out,
          rows: scope.rows,
          key: keyOf,
          domain: capacity,
        }))
      : program.add('number', (out) => ({
          kernel: 'permute-within',
          out,
          group: siblings.rows,
          ordinal: siblings.ordinal,
          key: keyOf,
          domain: capacity,
        }));
  const divisor = counts.slice(0, place).reduce((product, count) => product * count, 1);
  const value = program.add('number', (out) => ({
    kernel: 'digit',
    out,
    value: index,
    divisor,
    modulus: counts[place] as number,
  }));
  return program.add('rows', (out) => ({ kernel: 'rows-from-number', out, value }));
}

interface KeyLink {
  readonly link: string;
  readonly pick: 'uniform' | 'parent';
}

/** The links of the first key or unique set that holds the link and consists of pickable references alone. */
function keyOfLinks(table: PlannedTable, name: string): KeyLink[] | undefined {
  const links = linkColumns(table);
  for (const columns of [table.table.key, ...table.table.unique]) {
    const names = new Set<string>();
    for (const column of columns) {
      const definition = table.table.columns[column];
      if (
        definition?.kind !== 'references' ||
        definition.nulls > 0 ||
        definition.pick.kind === 'zipf'
      )
        names.add('');
      else names.add(definition.link);
    }
    if (!names.has(name) || names.has('')) continue;
    return [...names].map((link) => ({
      link,
      pick: links.get(link)?.[0]?.column.pick.kind === 'parent' ? 'parent' : 'uniform',
    }));
  }
  return undefined;
}

function parentCount(
  { index }: CompileContext,
  table: PlannedTable,
  link: string,
  path: readonly string[],
): number {
  const column = linkColumns(table).get(link)?.[0]?.column;
  if (column === undefined) return 1;
  return index.rowCount(index.find(table.owner, column.references, path));
}

function refuseOverflow(
  { index }: CompileContext,
  { table, edge }: TableScope,
  capacity: number,
  perParent: boolean,
  path: readonly string[],
): void {
  const layout = perParent ? index.layout(table) : undefined;
  const edgeRows = edge?.rowCount ?? 0;
  const needed =
    layout === undefined
      ? index.rowCount(table) + edgeRows
      : largestCount(layout.counts) + Math.ceil(edgeRows / layout.parentRows);
  if (needed <= capacity) return;
  const who = layout === undefined ? `table "${table.name}" needs` : `a row of its parent may have`;
  refuse(
    path,
    'capacity',
    `the key of "${table.name}" has ${capacity.toLocaleString('en')} different values, but ${who} ${needed.toLocaleString('en')}`,
    'ask for fewer rows, or add a column to the key',
  );
}
