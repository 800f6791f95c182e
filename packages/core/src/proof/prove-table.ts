import { locateText } from '../detect/locate-text.ts';
import { randomBytes } from '../mask/cipher.ts';
import type { MaskRows } from '../mask/mask-table.ts';
import type { MaskPlan, PlannedColumn } from '../mask/plan-masking.ts';
import { createTextPrf, type TextPrf } from '../mask/text-prf.ts';
import { PII_TYPES, type PiiTypeName } from '../pii/pii-types.ts';
import { measureAnonymity } from './anonymity.ts';
import { createClassCounter } from './equivalence-classes.ts';
import { createFoundData, type Detect } from './found-data.ts';
import { reservedRange } from './reserved.ts';
import { createSimilarityCheck, type SimilarityCheck } from './similarity.ts';
import { createSurvivalCheck } from './survival.ts';
import {
  type AnonymityProof,
  type ColumnProof,
  type DeclaredAnonymity,
  deliveredColumns,
  drawsFromValues,
  isIdentifying,
  isInvented,
  keepsDistribution,
  kindOf,
  type TableProof,
} from './table-proof.ts';

type Cell = string | null;
type Cells = readonly Cell[];

export interface ProveOptions {
  /** Under a key that nobody keeps: one is drawn unless given. */
  readonly prf?: TextPrf;
  /** Detectors of personal data; those of rowmill unless given. */
  readonly detect?: Detect;
  readonly anonymity?: DeclaredAnonymity | undefined;
}

/** Looks at every row of a table before and after its mask. */
export interface TableProver {
  /** The same rows, in the same order. */
  add(before: MaskRows, after: MaskRows): void;
  proof(): TableProof;
}

const KEY_BYTES = 32;

/** Proves what masking promises, batch by batch, in bounded memory. */
export function createTableProver(
  plan: MaskPlan,
  { prf = createTextPrf(randomBytes(KEY_BYTES)), detect, anonymity }: ProveOptions = {},
): TableProver {
  const delivered = deliveredColumns(plan);
  const sought = plan.columns.filter(isIdentifying).map((column) => ({
    name: column.name,
    drawsFromValues: drawsFromValues(column, plan.locale),
  }));
  const invented = new Set(delivered.filter(isInvented).map(({ name }) => name));
  const survival = createSurvivalCheck(sought, prf, { invented });
  const columns = delivered.map((column) => createColumnProver(column, detect));
  const classes = anonymity === undefined ? undefined : createClassCounter();
  let rows = 0;
  return {
    add(before, after) {
      const was = columnsByName(plan.columns, before);
      const is = columnsByName(delivered, after);
      rows += after.length;
      survival.add(was, is);
      for (const prover of columns)
        prover.add(was.get(prover.name) ?? [], is.get(prover.name) ?? []);
      if (anonymity !== undefined)
        classes?.add(
          anonymity.quasiIdentifiers.map((name) => is.get(name) ?? []),
          anonymity.sensitive.map((name) => is.get(name) ?? []),
          after.length,
        );
    },
    proof() {
      const found = new Map(survival.results().map(({ column, ...counts }) => [column, counts]));
      const dropped = plan.columns.filter(({ strategy }) => strategy.dropsColumn);
      return {
        rows,
        sampledOneIn: survival.sampledOneIn(),
        columns: [
          ...columns.map((prover) => withSurvival(prover.proof(), found.get(prover.name))),
          ...dropped.map(({ name }) => withSurvival(nothingLeft(name), found.get(name))),
        ],
        ...(anonymity === undefined
          ? {}
          : { anonymity: anonymityProof(anonymity, classes?.classes()) }),
      };
    },
  };
}

function withSurvival(proof: ColumnProof, survival: ColumnProof['survival']): ColumnProof {
  return survival === undefined ? proof : { ...proof, survival };
}

const nothingLeft = (column: string): ColumnProof => ({
  column,
  tooLong: 0,
  changedNulls: 0,
  detected: {},
  sampled: 0,
});

function columnsByName(
  columns: readonly PlannedColumn[],
  rows: MaskRows,
): ReadonlyMap<string, Cells> {
  return new Map(columns.map(({ name }, at) => [name, rows.map((row) => row[at] ?? null)]));
}

function anonymityProof(
  { quasiIdentifiers, sensitive, k }: DeclaredAnonymity,
  classes: Parameters<typeof measureAnonymity>[0] | undefined,
): AnonymityProof {
  if (classes === undefined) return { quasiIdentifiers, sensitive };
  const { sensitive: measured, ...rest } = measureAnonymity(classes, k);
  return {
    quasiIdentifiers,
    sensitive,
    measured: {
      ...rest,
      sensitive: measured.map((one, index) => ({ column: sensitive[index] ?? '', ...one })),
    },
  };
}

interface ColumnProver {
  readonly name: string;
  add(before: Cells, after: Cells): void;
  proof(): ColumnProof;
}

/** Where a strategy makes nulls of values, or one inside it may, that is no fault. */
function changesNull({ properties, strategy, options }: PlannedColumn, before: Cell, after: Cell) {
  if (before === null) return properties.nullSafe && after !== null;
  const mayMakeNulls =
    strategy.makesNulls || properties.family === 'composed' || options.onMiss === 'null';
  return after === null && properties.nullSafe && !mayMakeNulls;
}

/** A text is about somebody, and so are the dates in it. */
const locateWithDates: Detect = (text) => locateText(text, { types: EVERY_KIND });
const EVERY_KIND = Object.keys(PII_TYPES) as PiiTypeName[];

function createColumnProver(column: PlannedColumn, detect: Detect | undefined): ColumnProver {
  const { name, properties, maxLength = Number.POSITIVE_INFINITY } = column;
  const kind = kindOf(column);
  const replaces = properties.family === 'keyed' || properties.family === 'random';
  const isReserved = kind === undefined || !replaces ? undefined : reservedRange(kind);
  const sample = createFoundData(detect ?? (kind === 'free-text' ? locateWithDates : locateText));
  const similarity = keepsDistribution(column) ? createSimilarityCheck() : undefined;
  let [checked, inside, tooLong, changedNulls] = [0, 0, 0, 0];
  const addMask = (cell: string, was: Cell): void => {
    if (cell.length > maxLength && Array.from(cell).length > maxLength) tooLong += 1;
    if (isReserved !== undefined) {
      checked += 1;
      if (isReserved(cell)) inside += 1;
    }
    sample.add(was, cell);
  };
  return {
    name,
    add(before, after) {
      similarity?.add(before, after);
      for (const [row, cell] of after.entries()) {
        if (changesNull(column, before[row] ?? null, cell)) changedNulls += 1;
        if (cell !== null && cell !== '') addMask(cell, before[row] ?? null);
      }
    },
    proof: () => ({
      column: name,
      ...similarityOf(similarity),
      ...(isReserved === undefined ? {} : { reserved: { checked, inside } }),
      tooLong,
      changedNulls,
      detected: sample.counts(),
      sampled: sample.cells(),
    }),
  };
}

function similarityOf(check: SimilarityCheck | undefined): Pick<ColumnProof, 'similarity'> {
  const similarity = check?.similarity();
  return similarity === undefined ? {} : { similarity };
}
