import type { ChildrenWanted, ExpectationQuery } from '@rowmill/core/engine';
import { quoteName } from './sql-names.ts';

/** What follows `FROM table r` to keep the rows whose children are not as they have to be. */
export function byChildren(
  { columns, childColumns, wanted }: Extract<ExpectationQuery, { failing: 'rows-by-children' }>,
  children: string,
): string {
  const names = childColumns.map(quoteName);
  const present = names.map((name) => `${name} IS NOT NULL`).join(' AND ');
  const same = columns.map((column, index) => `k.${names[index]} = r.${quoteName(column)}`);
  return `LEFT JOIN (
      SELECT ${names.join(', ')}, ${measure(wanted)} AS "rowmill measure"
      FROM ${children} WHERE ${present} GROUP BY ${names.join(', ')}
    ) k ON ${same.join(' AND ')}
    WHERE ${isWrong(wanted, 'coalesce(k."rowmill measure", 0)')}`;
}

function measure(wanted: ChildrenWanted): string {
  if (wanted.kind === 'count') return 'count(*)';
  const cell = quoteName(wanted.childColumn);
  return wanted.scale === undefined ? `fsum(CAST(${cell} AS DOUBLE))` : `sum(${cell})`;
}

function isWrong(wanted: ChildrenWanted, found: string): string {
  if (wanted.kind === 'count') {
    const { minimum, maximum } = wanted;
    const tooMany = Number.isFinite(maximum) ? ` OR ${found} > ${maximum}` : '';
    return `(${found} < ${minimum}${tooMany})`;
  }
  const { column, scale, tolerance } = wanted;
  const says = `r.${quoteName(column)}`;
  const most = `CAST('${tolerance}' AS DOUBLE)`;
  if (scale === undefined) {
    const number = `CAST(${says} AS DOUBLE)`;
    return `abs(${found} - ${number}) > ${most} + abs(${number}) * 1e-9`;
  }
  const exact = (value: string): string => `CAST(${value} AS DECIMAL(38, ${scale}))`;
  return `abs(CAST(${exact(found)} - ${exact(says)} AS DOUBLE)) > ${most}`;
}
