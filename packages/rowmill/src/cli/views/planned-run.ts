import type { ValueType } from '@rowmill/core';
import {
  type ClaimAssessment,
  type ColumnCost,
  type Expectation,
  explainProgram,
  impliedExpectations,
  type Request,
  type TableEdgeCases,
  type TableRequest,
  uncheckedChecks,
} from '@rowmill/core/engine';
import { plannedClaims } from '../../stages/claim-gate.ts';
import type { GeneratedRunTable, MaskedRunTable, RunPlan } from '../../stages/plan-run.ts';
import { type EstimatedBytes, estimateBytes } from './estimate-bytes.ts';
import { type PlannedTarget, plannedTargets } from './planned-targets.ts';

export interface PlannedColumn {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  /** Generator, reference or masking strategy, as a person would say it. */
  readonly from: string;
  /** `source` for columns that are read and masked. */
  readonly cost: ColumnCost['cost'] | 'source';
  /** Estimate for one row on one core; absent for columns of a source. */
  readonly nanoseconds?: number;
  readonly costClass?: ColumnCost['costClass'];
  readonly kernels: readonly string[];
  readonly key: boolean;
  readonly unique: boolean;
  /** Different values that a unique column can have, where that is counted. */
  readonly capacity?: number;
}

export interface PlannedTable {
  readonly name: string;
  readonly kind: 'generated' | 'masked';
  /** Absent where the source does not tell. */
  readonly rows?: number;
  readonly bytes?: EstimatedBytes;
  readonly source?: string;
  readonly columns: readonly PlannedColumn[];
  readonly key: readonly string[];
  readonly unique: readonly (readonly string[])[];
  /** `user_id -> users.id` */
  readonly references: readonly string[];
  /** Present where the table is to have edge cases. */
  readonly edgeCases?: TableEdgeCases;
}

export interface PlannedMask {
  readonly table: string;
  readonly column: string;
  readonly strategy: string;
  readonly reveals: string;
  readonly keyed: boolean;
}

/** A check of a database that nobody can tell before whether masks pass. */
export interface UncheckedCheck {
  readonly table: string;
  readonly check: string;
  readonly columns: readonly string[];
}

/** All that a run would do, as plain data. */
export interface PlannedRun {
  readonly name: string;
  readonly seed: number;
  readonly dataset: string;
  readonly rows: number;
  readonly bytes: EstimatedBytes;
  /** In the order of making: parents first. */
  readonly tables: readonly PlannedTable[];
  readonly masking: readonly PlannedMask[];
  /** Checks of the source that masks could not be held against: a target has the last word. */
  readonly uncheckedChecks: readonly UncheckedCheck[];
  /** What the request claims, judged by the plan alone. */
  readonly claims: readonly ClaimAssessment[];
  readonly checks: readonly Expectation[];
  /** Tables whose rows are checked against a JSON Schema. */
  readonly schemas: readonly string[];
  readonly targets: readonly PlannedTarget[];
  readonly cleanup: Request['cleanup'];
  readonly test?: string;
  /** The user's own document, as the request names it. */
  readonly workflow?: string;
}

/** Looks at a plan; computes some rows of each table to estimate sizes. */
export async function planForView(request: Request, plan: RunPlan): Promise<PlannedRun> {
  const tables: PlannedTable[] = [];
  for (const table of plan.tables) {
    const edgeCases = plan.edgeCases?.get(table.name);
    // The table that tells of edge cases is in no request.
    const made =
      table.kind === 'generated'
        ? await generatedTable(table, request.tables[table.name]?.columns ?? {})
        : maskedTable(table);
    tables.push(edgeCases === undefined ? made : { ...made, edgeCases });
  }
  const sum = (of: (table: PlannedTable) => number | undefined): number =>
    tables.reduce((total, table) => total + (of(table) ?? 0), 0);
  return {
    name: request.name,
    seed: request.seed,
    dataset: plan.datasetId,
    rows: sum(({ rows }) => rows),
    bytes: {
      ndjson: sum(({ bytes }) => bytes?.ndjson),
      parquet: sum(({ bytes }) => bytes?.parquet),
    },
    tables,
    masking: plan.tables.flatMap((table) => (table.kind === 'masked' ? masksOf(table) : [])),
    uncheckedChecks: plan.tables.flatMap((table) =>
      table.kind === 'masked' ? uncheckedOf(table) : [],
    ),
    claims: plannedClaims(request, plan),
    checks: checksOf(request, plan),
    schemas: Object.keys(request.validation.schemas),
    targets: plannedTargets(request, plan),
    cleanup: request.cleanup,
    ...(request.test === undefined ? {} : { test: request.test.command }),
    ...(request.workflow === undefined ? {} : { workflow: request.workflow }),
  };
}

async function generatedTable(
  { name, rowCount, shape, program }: GeneratedRunTable,
  asked: TableRequest['columns'],
): Promise<PlannedTable> {
  const costs = new Map(explainProgram(program).map((cost) => [cost.column, cost]));
  const isUnique = (column: string): boolean =>
    [shape.key, ...shape.unique].some((set) => set.length === 1 && set[0] === column);
  const columns = shape.columns.map((column): PlannedColumn => {
    const { capacity, column: _name, ...cost } = costs.get(column.name) as ColumnCost;
    const unique = isUnique(column.name);
    return {
      name: column.name,
      type: typeName(column.type),
      nullable: column.nullable,
      from: originOf(asked[column.name]),
      ...cost,
      key: shape.key.includes(column.name),
      unique,
      ...(unique && capacity !== undefined ? { capacity } : {}),
    };
  });
  return {
    ...base(name, shape),
    kind: 'generated',
    rows: rowCount,
    bytes: await estimateBytes(program),
    columns,
  };
}

function maskedTable({ name: table, shape, facts, masks }: MaskedRunTable): PlannedTable {
  // Columns that are left out have a mask but no place in the shape.
  const nameOfMask = new Map(masks.columns.map(({ name, strategy }) => [name, strategy.name]));
  const columns = shape.columns.map(
    (column): PlannedColumn => ({
      name: column.name,
      type: column.sourceType ?? typeName(column.type),
      nullable: column.nullable,
      from: `mask ${nameOfMask.get(column.name) ?? ''}`,
      cost: 'source',
      kernels: [],
      key: shape.key.includes(column.name),
      unique: shape.key.length === 1 && shape.key[0] === column.name,
    }),
  );
  const { estimatedRows: rows } = facts;
  return {
    ...base(table, shape),
    kind: 'masked',
    source: facts.describe,
    ...(rows === undefined ? {} : { rows }),
    columns,
  };
}

function base(name: string, { key, unique, references }: GeneratedRunTable['shape']) {
  const links = references.map(
    ({ columns, parentTable, parentColumns }) =>
      `${columns.join(', ')} -> ${parentTable}.${parentColumns.join(', ')}`,
  );
  return { name, key, unique, references: links };
}

function typeName(type: ValueType): string {
  return type.kind === 'decimal' ? `decimal(${type.scale})` : type.kind;
}

function originOf(column: TableRequest['columns'][string] | undefined): string {
  switch (column?.kind) {
    case 'generator':
      return column.nulls > 0
        ? `${column.generator}, ${percent(column.nulls)} null`
        : column.generator;
    case 'references': {
      const { import: from, table, column: parent } = column.references;
      const pick = column.pick.kind === 'parent' ? '' : ` (${column.pick.kind})`;
      return `references ${from === undefined ? '' : `${from}.`}${table}.${parent}${pick}`;
    }
    case 'lookup':
      return `lookup ${column.lookup.table}.${column.lookup.column}`;
    default:
      return '';
  }
}

const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;

function masksOf({ name, masks }: MaskedRunTable): PlannedMask[] {
  return masks.columns.map((column) => ({
    table: name,
    column: column.name,
    strategy: column.strategy.name,
    reveals: column.properties.reveals,
    keyed: column.properties.keyed,
  }));
}

const uncheckedOf = ({ name, masks, facts }: MaskedRunTable): UncheckedCheck[] =>
  uncheckedChecks(masks.columns, facts.constraints?.checks ?? []).map((check) => ({
    table: name,
    check: check.name,
    columns: check.columns,
  }));

function checksOf({ validation }: Request, { tables }: RunPlan): Expectation[] {
  const counts = Object.fromEntries(
    tables.flatMap((table) => (table.kind === 'generated' ? [[table.name, table.rowCount]] : [])),
  );
  return [
    ...impliedExpectations(
      tables.map(({ shape }) => shape),
      counts,
    ),
    ...validation.expectations,
  ];
}
