import type { CheckRow, DroppedCase, EdgeRow } from '../edge-cases/edge-case.ts';
import { programRows } from '../format/program-rows.ts';
import type { Row } from '../format/read-rows.ts';
import type { AskedEdgeRows } from './edge-table.ts';
import type { Plan, TablePlan } from './plan.ts';

/** Edge rows that are looked at, of those that a table repeats. The gate looks at all of them. */
const LOOKED_AT = 20_000;
/** Rows move up where others are dropped, and have other generated cells then: this often they are looked at again. */
const ROUNDS = 12;

type RowsByTable = ReadonlyMap<string, AskedEdgeRows>;

export interface FittedRows {
  readonly plan: Plan;
  readonly edgeRows: RowsByTable;
  /** Why rows were dropped, by table. */
  readonly dropped: ReadonlyMap<string, readonly DroppedCase[]>;
}

/**
 * Drops edge rows that break a rule together with the cells that are generated beside theirs, or repeat what must not
 * occur twice, until all that are left are right.
 *
 * @param makePlan plans the tables with some edge rows
 */
export async function fitEdgeRows(
  asked: RowsByTable,
  checks: ReadonlyMap<string, CheckRow>,
  makePlan: (rows: RowsByTable) => Promise<Plan>,
): Promise<FittedRows> {
  const dropped = new Map<string, DroppedCase[]>();
  let edgeRows = asked;
  for (let round = 1; ; round++) {
    const plan = await makePlan(edgeRows);
    const bad = await badRows(plan, checks);
    if (bad.size === 0) return { plan, edgeRows, dropped };
    edgeRows = new Map(
      [...edgeRows].map(([name, { rows, share }]) => {
        const reasons = bad.get(name);
        if (reasons === undefined) return [name, { rows, share }];
        const own = dropped.get(name) ?? [];
        dropped.set(name, own);
        // What does not settle has none: a rule that many generated rows break anyway.
        const isLast = round >= ROUNDS;
        const left = rows.filter((row, i) => {
          const reason = reasons.get(i) ?? (isLast ? 'generated rows break the rules' : undefined);
          if (reason !== undefined) own.push(describeDrop(row, reason));
          return reason === undefined;
        });
        return [name, { rows: left, share }];
      }),
    );
  }
}

function describeDrop({ cases }: EdgeRow, reason: string): DroppedCase {
  const [first, ...others] = cases;
  return others.length === 0 && first !== undefined
    ? { column: first.column, name: first.name, reason }
    : { column: '', name: 'combinations', reason };
}

/** Places in the cycle whose rows are wrong somewhere, each with what is wrong. */
async function badRows(
  { tables }: Plan,
  checks: ReadonlyMap<string, CheckRow>,
): Promise<Map<string, ReadonlyMap<number, string>>> {
  const bad = new Map<string, ReadonlyMap<number, string>>();
  for (const table of tables) {
    const checkRow = checks.get(table.name);
    const { edge, program } = table;
    if (edge === undefined || checkRow === undefined) continue;
    const count = Math.min(edge.rowCount, Math.max(LOOKED_AT, edge.cycle.length));
    const rows = await programRows(program, edge.firstRow, count);
    const reasons = new Map([...brokenRules(rows, checkRow, edge.cycle.length)]);
    for (const [place, reason] of repeats(table, rows.slice(0, edge.cycle.length)))
      if (!reasons.has(place)) reasons.set(place, reason);
    if (reasons.size > 0) bad.set(table.name, reasons);
  }
  return bad;
}

function brokenRules(rows: readonly Row[], checkRow: CheckRow, cycle: number): Map<number, string> {
  const reasons = new Map<number, string>();
  rows.forEach((row, i) => {
    const place = i % cycle;
    if (reasons.has(place)) return;
    const broken = checkRow(row).map(({ rule }) => rule);
    if (broken.length > 0)
      reasons.set(place, `breaks ${broken.join(' and ')} beside generated values`);
  });
  return reasons;
}

/** Rows of one cycle that have the values of an earlier one where no value may occur twice. */
function repeats({ shape }: TablePlan, rows: readonly Row[]): Map<number, string> {
  const reasons = new Map<number, string>();
  for (const columns of [shape.key, ...shape.unique]) {
    const seen = new Set<string>();
    rows.forEach((row, place) => {
      const values = columns.map((column) => row[column]);
      if (values.length === 0 || values.includes(null)) return;
      const identity = JSON.stringify(values.map((value) => [typeof value, String(value)]));
      if (seen.has(identity)) reasons.set(place, `repeats ${columns.join(', ')} of another case`);
      seen.add(identity);
    });
  }
  return reasons;
}
