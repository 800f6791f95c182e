import type { ColumnShape } from '@rowmill/core';
import {
  binShares,
  type Comparison,
  kolmogorovSmirnov,
  quantileEdges,
  quantileOfSpread,
  type SharePoint,
  spreadOf,
  stabilityIndex,
} from '@rowmill/core/engine';
import type { CheckDistribution } from '../check-result.ts';
import { numberOf } from '../checked-tables.ts';
import type { Database } from '../open-duckdb.ts';
import { otherSide, ownSide, type Side } from './compared-side.ts';
import type { FigureContext } from './define.ts';
import { columnOf, numbersOfRow } from './figure-sql.ts';
import { numberBins, pictureEdges } from './number-bins.ts';

/** How far two distributions are apart, and what they look like. */
export interface Compared {
  readonly distance: number;
  /** How much greater the true distance may be. */
  readonly error: number;
  readonly distribution?: CheckDistribution;
}

/** What numbers are compared with: shares up to any edges, and the least values that reach a share. */
interface Expected {
  upTo(edges: readonly number[]): Promise<number[]>;
  quantiles(shares: readonly number[]): Promise<number[]>;
  distance(own: Side): Promise<{ readonly distance: number; readonly error: number }>;
}

/** Points of a column that has more different values than this are taken at every ten thousandth of its rows. */
const MOST_POINTS = 20_000;
const FEWER_POINTS = 10_000;

/** Undefined where one of the two sides has no values. */
export async function compareNumbers(
  name: string,
  comparison: Comparison,
  context: FigureContext,
): Promise<Compared | undefined> {
  const { database, table } = context;
  const column = columnOf(name, table);
  const own = ownSide(name, context, 'numbers');
  const other = await otherOf(comparison, context, column);
  if (await isEmpty(own, database)) return undefined;
  if (other !== undefined && (await isEmpty(other, database))) return undefined;
  const expected = expectedOf(comparison, other, database);
  const isHidden = own.isHidden || other?.isHidden === true;
  const binned = async (edges: readonly number[]) => ({
    observed: binShares(await sharesUpTo(own, edges, database)),
    expected: binShares(await expected.upTo(edges)),
  });
  if (comparison.method === 'psi') {
    const edges = await edgesOfBins(expected, comparison.bins);
    const shares = await binned(edges);
    const distance = stabilityIndex(shares.observed, shares.expected);
    const distribution = numberBins(edges, shares, { column, isHidden });
    return { distance, error: 0, distribution };
  }
  const ends = await expected.quantiles([0.01, 0.99]);
  const edges = pictureEdges(ends, column);
  const distribution = numberBins(edges, await binned(edges), { column, isHidden });
  return { ...(await expected.distance(own)), distribution };
}

async function otherOf(
  { against }: Comparison,
  context: FigureContext,
  own: ColumnShape | undefined,
): Promise<Side | undefined> {
  if (against.kind !== 'table' && against.kind !== 'file') return undefined;
  return otherSide(against, context, { as: 'numbers', own });
}

/** Edges of bins that are as full as one another in what is expected. */
async function edgesOfBins({ quantiles }: Expected, bins: number): Promise<number[]> {
  const shares = quantileEdges((share) => share, bins);
  const values = await quantiles(shares);
  return [...new Set(values)];
}

function expectedOf(
  { against }: Comparison,
  other: Side | undefined,
  database: Database,
): Expected {
  if (other !== undefined) return expectedOfSide(other, database);
  if (against.kind !== 'spread') throw new RangeError('numbers are compared with numbers');
  const spread = spreadOf(against.spread);
  return {
    upTo: async (edges) => edges.map((edge) => spread.atMost(edge)),
    quantiles: async (shares) => shares.map((share) => quantileOfSpread(spread, share)),
    distance: async (own) => kolmogorovSmirnov(await pointsOf(own, database), spread),
  };
}

function expectedOfSide(other: Side, database: Database): Expected {
  return {
    upTo: (edges) => sharesUpTo(other, edges, database),
    async quantiles(shares) {
      const total = await numberOf(database, `SELECT count(*) FROM (${other.values})`);
      const reached = shares.map(
        (share) => `min(v) FILTER (WHERE upto >= ${Math.ceil(share * total)})`,
      );
      return numbersOfRow(
        await database.query(`SELECT ${reached.join(', ')} FROM (${cumulated(other)})`),
      );
    },
    distance: async (own) => ({ distance: await distanceOf(own, other, database), error: 0 }),
  };
}

const isEmpty = async ({ values }: Side, database: Database): Promise<boolean> =>
  (await database.query(`${values} LIMIT 1`)).length === 0;

/** Different values with how many there are of each, and how many up to and with it. */
const cumulated = ({ values }: Side): string =>
  `SELECT v, n, sum(n) OVER (ORDER BY v) AS upto FROM (SELECT v, count(*) AS n FROM (${values}) GROUP BY v)`;

async function sharesUpTo(
  { values }: Side,
  edges: readonly number[],
  database: Database,
): Promise<number[]> {
  if (edges.length === 0) return [];
  const counts = edges.map((edge) => `count(*) FILTER (WHERE v <= ${double(edge)}) / count(*)`);
  return numbersOfRow(await database.query(`SELECT ${counts.join(', ')} FROM (${values})`));
}

const double = (value: number): string => `CAST('${value}' AS DOUBLE)`;

async function pointsOf(own: Side, database: Database): Promise<SharePoint[]> {
  const [total = 0, different = 0] = numbersOfRow(
    await database.query(`SELECT count(*), count(DISTINCT v) FROM (${own.values})`),
  );
  const points =
    different <= MOST_POINTS
      ? `SELECT v, upto - n, upto FROM (${cumulated(own)}) ORDER BY v`
      : `SELECT max(v), arg_max(upto - n, v), max(upto) FROM (${cumulated(own)})
         GROUP BY upto * ${FEWER_POINTS} // ${total} ORDER BY 1`;
  const rows = await database.query(points);
  return rows.map(([value, below, atMost]) => ({
    value: Number(value),
    below: Number(below) / total,
    atMost: Number(atMost) / total,
  }));
}

/** Two-sample distance, exact: both columns are walked in the order of their values together. */
async function distanceOf(own: Side, other: Side, database: Database): Promise<number> {
  return numberOf(
    database,
    `SELECT max(abs(a / max_a - b / max_b)) FROM (
       SELECT sum(a) OVER w AS a, sum(b) OVER w AS b, sum(a) OVER () AS max_a, sum(b) OVER () AS max_b
       FROM (
         SELECT v, count(*) FILTER (WHERE own) AS a, count(*) FILTER (WHERE NOT own) AS b
         FROM (SELECT v, true AS own FROM (${own.values}) UNION ALL SELECT v, false FROM (${other.values}))
         GROUP BY v
       ) WINDOW w AS (ORDER BY v)
     )`,
  );
}
