import { describe, expect, it } from 'vitest';
import { RequestError } from '../errors.ts';
import { scaleRequest, scaleResolvedRequest } from './scale-request.ts';
import { accepted, requestWith } from './testing/issue-lines.ts';
import type { Request } from './types.ts';

const columns = { id: 'uuid' };
const request = accepted(
  requestWith({
    many: { rows: '1M', columns },
    few: { rows: 3, columns },
    none: { rows: 0, columns },
    children: { rows: { per: 'many', count: 2 }, columns },
    masked: { source: { kind: 'csv', path: 'x.csv' }, columns: { id: 'keep' } },
  }),
);

function rowsOf({ tables }: Request): Record<string, unknown> {
  const rows = Object.entries(tables).map(([name, table]) => [
    name,
    table.kind === 'source' ? 'source' : table.rows.kind === 'fixed' ? table.rows.rows : 'per',
  ]);
  return Object.fromEntries(rows);
}

describe('scaleRequest', () => {
  it.each([
    [0.1, 100_000, 1],
    [0.000_000_1, 1, 1],
    [1, 1_000_000, 3],
    [2.5, 2_500_000, 8],
  ])('multiplies written rows by %d', (factor, many, few) => {
    expect(rowsOf(scaleRequest(request, factor))).toEqual({
      many,
      few,
      none: 0,
      children: 'per',
      masked: 'source',
    });
  });

  it('leaves everything else as it was', () => {
    expect(scaleRequest(request, 1)).toEqual(request);
  });

  it('scales imported requests alike', () => {
    const resolved = { request, imports: { other: { request, imports: {} } } };
    const { imports } = scaleResolvedRequest(resolved, 0.5);
    expect(imports.other?.request).toEqual(scaleRequest(request, 0.5));
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses the factor %d', (factor) => {
    expect(() => scaleRequest(request, factor)).toThrow(RequestError);
  });

  it('refuses more rows than there are numbers', () => {
    expect(() => scaleRequest(request, 1e12)).toThrow('tables.many.rows: 1000000 rows times');
  });
});
