import type {
  AnonymityRequest,
  ColumnMaskCounts,
  ColumnProof,
  TableProof,
} from '@rowmill/core/engine';
import { countOf } from '../reports/quantities.ts';
import type { CheckResult } from './check-result.ts';

/** What is known of a masked table when it is checked. */
export interface ProvenTable {
  readonly name: string;
  readonly rows: number;
  readonly masking: readonly ColumnMaskCounts[];
  readonly proof: TableProof;
  /** Limits of the request; absent where it declares no quasi-identifiers. */
  readonly anonymity?: AnonymityRequest | undefined;
  /** Columns that somebody has decided to deliver as they are, in spite of what they hold. */
  readonly accepted: ReadonlySet<string>;
}

/** Checks what was measured of a table while it was masked. A check that fails keeps it from being delivered. */
export function proofChecks(table: ProvenTable): readonly CheckResult[] {
  return [
    ...table.proof.columns.flatMap((column) => columnChecks(column, table)),
    ...anonymityChecks(table),
  ];
}

function columnChecks(column: ColumnProof, table: ProvenTable): readonly CheckResult[] {
  const { rows } = table;
  const about = { table: table.name, columns: [column.column], rows };
  return [
    ...(column.survival === undefined
      ? []
      : [checkOf({ ...about, name: 'valuesDoNotSurvive', ...survivalFault(column, table) })]),
    ...(column.reserved === undefined
      ? []
      : [
          checkOf({
            ...about,
            name: 'masksLieInReservedRanges',
            ...reservedFault(column.reserved),
          }),
        ]),
    checkOf({ ...about, name: 'masksFitTheColumn', ...fitFault(column) }),
    ...(table.accepted.has(column.column)
      ? []
      : [checkOf({ ...about, name: 'noPersonalDataIsFound', ...detectedFault(column) })]),
  ];
}

/** Rows, values or masks that break a check, and the sentence that says so. */
interface Fault {
  readonly failing: number;
  readonly problem: string;
}

function survivalFault({ column, survival }: ColumnProof, { masking, proof }: ProvenTable): Fault {
  const unchanged = masking.find((counts) => counts.column === column)?.unchangedValues ?? 0;
  const { survived = 0, inOwnText = 0, values = 0 } = survival ?? {};
  const sample = proof.sampledOneIn === 1 ? '' : ` (one in ${proof.sampledOneIn} was looked for)`;
  const sentences = [
    ...(unchanged > 0 ? [`${countOf(unchanged, 'cell')} as in the source`] : []),
    ...(survived > 0
      ? [
          `${count(survived)} of ${countOf(values, 'value')} of the source found after masking${sample}`,
        ]
      : []),
    ...(inOwnText > 0 ? [`${countOf(inOwnText, 'text')} with the value of the row inside`] : []),
  ];
  return { failing: unchanged + survived + inOwnText, problem: sentences.join(', ') };
}

function reservedFault({ checked, inside }: NonNullable<ColumnProof['reserved']>): Fault {
  const failing = checked - inside;
  return {
    failing,
    problem: `${count(failing)} of ${countOf(checked, 'mask')} outside of the ranges that reach nobody`,
  };
}

function fitFault({ tooLong, changedNulls }: ColumnProof): Fault {
  const sentences = [
    ...(tooLong > 0 ? [`${countOf(tooLong, 'mask')} longer than the column takes`] : []),
    ...(changedNulls > 0
      ? [`${countOf(changedNulls, 'cell')} null that was not, or the other way round`]
      : []),
  ];
  return { failing: tooLong + changedNulls, problem: sentences.join(', ') };
}

/**
 * Kinds that stand for somebody wherever they are found, and the share of cells from which on they count: digits look
 * like a card or a telephone now and then.
 */
const TELLING: Readonly<Record<string, number>> = {
  email: 0,
  iban: 0,
  'us-ssn': 0.01,
  card: 0.01,
  phone: 0.01,
};

function detectedFault({ detected, sampled }: ColumnProof): Fault {
  const found = Object.entries(detected).filter(
    ([kind, cells]) => Object.hasOwn(TELLING, kind) && cells > sampled * (TELLING[kind] ?? 0),
  );
  return {
    failing: found.reduce((sum, [, cells]) => sum + cells, 0),
    problem: `detectors find ${found.map(([kind, cells]) => `${kind} in ${count(cells)}`).join(', ')} of ${countOf(sampled, 'mask')} - choose a mask for the column, or say by type and reason why it may stay`,
  };
}

function anonymityChecks({ name, rows, proof, anonymity }: ProvenTable): readonly CheckResult[] {
  if (anonymity === undefined) return [];
  const about = { table: name, columns: anonymity.quasiIdentifiers, rows };
  const measured = proof.anonymity?.measured;
  if (measured === undefined) {
    const problem =
      'there are more classes than can be counted: next to every row is one of its own';
    return [checkOf({ ...about, name: 'rowsAreKAnonymous', failing: rows, problem })];
  }
  const isSmall = rows > 0 && measured.k < anonymity.k;
  const problem = `${countOf(measured.rowsBelow, 'row')} alike with fewer than ${anonymity.k}: k is ${measured.k}`;
  const failing = isSmall ? measured.rowsBelow : 0;
  return [
    checkOf({ ...about, name: 'rowsAreKAnonymous', failing, problem }),
    ...(rows === 0 ? [] : measured.sensitive).flatMap((one) =>
      sensitiveChecks(one, anonymity, about),
    ),
  ];
}

type Measured = NonNullable<NonNullable<TableProof['anonymity']>['measured']>;

/** Limits that the request does not set are not checked. */
function sensitiveChecks(
  { column, distinctL, t: distance }: Measured['sensitive'][number],
  { quasiIdentifiers, l = 0, t = 1 }: AnonymityRequest,
  { table, rows }: Pick<CheckParts, 'table' | 'rows'>,
): readonly CheckResult[] {
  const about = { table, rows, columns: [...quasiIdentifiers, column] };
  const diverse = checkOf({
    ...about,
    name: 'classesAreLDiverse',
    failing: distinctL < l ? 1 : 0,
    problem: `a class has ${distinctL} different values of ${column}, and not ${l}`,
  });
  const close = checkOf({
    ...about,
    name: 'classesAreTClose',
    failing: distance > t ? 1 : 0,
    problem: `the values of ${column} in a class are ${distance.toFixed(3)} from those of the table, and not at most ${t}`,
  });
  return [...(l > 0 ? [diverse] : []), ...(t < 1 ? [close] : [])];
}

interface CheckParts extends Fault {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

function checkOf({ name, table, columns, rows, failing, problem }: CheckParts): CheckResult {
  return {
    name,
    table,
    columns,
    passed: failing === 0,
    checkedRows: rows,
    failingRows: failing,
    ...(failing === 0 ? {} : { problem }),
    examples: [],
    seconds: 0,
  };
}

const count = (value: number): string => value.toLocaleString('en');
