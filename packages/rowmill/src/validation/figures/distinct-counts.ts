import { emptyRegisters, estimateDistinct, RANK_BITS, STANDARD_ERROR } from '@rowmill/core/engine';
import { numberOf } from '../checked-tables.ts';
import type { FigureMeasure } from './define.ts';
import { namesSql, presentSql } from './figure-sql.ts';
import { writeBounds, writeNumber, writeShare } from './figure-words.ts';

export const measureDistinctCount: FigureMeasure = {
  name: 'distinct-count',
  async measure({ figure: { columns }, ...bounds }, { database, table }) {
    const value = await numberOf(
      database,
      `SELECT count(*) FROM (SELECT DISTINCT ${namesSql(columns)} FROM ${table.view} WHERE ${presentSql(columns)})`,
    );
    return { value, observed: writeNumber(value), expected: writeBounds(bounds) };
  },
};

/** Of a hash of 64 bits, the upper 14 pick a register, and the lower ones are ranked by their leading zeros. */
export const measureApproximateDistinctCount: FigureMeasure = {
  name: 'approximate-distinct-count',
  async measure({ figure: { columns }, ...bounds }, { database, table }) {
    const rest = `(h & ${2 ** RANK_BITS - 1}::UBIGINT)`;
    const rank = `CASE WHEN ${rest} = 0 THEN ${RANK_BITS + 1} ELSE ${RANK_BITS} - floor(log2(${rest}))::INTEGER END`;
    const rows = await database.query(
      `SELECT (h >> 50)::INTEGER, max(${rank}) FROM (
         SELECT hash(${namesSql(columns)}) AS h FROM ${table.view} WHERE ${presentSql(columns)}
       ) GROUP BY 1`,
    );
    const registers = emptyRegisters();
    for (const [index, highest] of rows) registers[Number(index)] = Number(highest);
    const value = Math.round(estimateDistinct(registers));
    // Two standard errors: nineteen estimates in twenty are closer.
    const observed = `about ${writeNumber(value)}, ± ${writeShare(round(2 * STANDARD_ERROR))}`;
    return { value, observed, expected: writeBounds(bounds) };
  },
};

const round = (share: number): number => Math.round(share * 1000) / 1000;
