import type { RequestIssue } from '../errors.ts';

/** A column, and the columns whose masks it reads. */
export interface OrderedColumn {
  readonly name: string;
  readonly readsMasked: readonly string[];
}

/** Columns in an order in which every mask that one reads is there before; an issue for each column of a circle. */
export function inMaskOrder<Column extends OrderedColumn>(
  table: string,
  columns: readonly Column[],
): { readonly ordered: readonly Column[]; readonly issues: readonly RequestIssue[] } {
  const ordered: Column[] = [];
  const done = new Set<string>();
  let waiting = columns;
  while (waiting.length > 0) {
    const ready = waiting.filter(({ readsMasked }) => readsMasked.every((read) => done.has(read)));
    if (ready.length === 0)
      return { ordered, issues: waiting.map(({ name }) => circle(table, name)) };
    ordered.push(...ready);
    for (const { name } of ready) done.add(name);
    waiting = waiting.filter(({ name }) => !done.has(name));
  }
  return { ordered, issues: [] };
}

function circle(table: string, column: string): RequestIssue {
  return {
    path: ['tables', table, 'columns', column],
    code: 'masks-in-circle',
    message: 'its mask needs the masks of other columns, which need this one',
    hint: 'let one of them follow from the values of the source',
  };
}
