import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TableShape } from '../../packages/core/src/model/table-shape.ts';
import { measureAnonymity } from '../../packages/core/src/proof/anonymity.ts';
import { createClassCounter } from '../../packages/core/src/proof/equivalence-classes.ts';
import {
  contingencySimilarity,
  correlationSimilarity,
  ksComplement,
  type Pairs,
  tvComplement,
} from '../../packages/core/src/statistics/quality.ts';
import type { ExpectationDefinition } from '../../packages/core/src/validate/define.ts';
import {
  concludeState,
  mergeStates,
  NOTHING_SEEN,
  observeRows,
} from '../../packages/core/src/validate/evaluate.ts';
import { correlationIsNear } from '../../packages/core/src/validate/expectations/correlation-is-near.ts';
import { distributionMatches } from '../../packages/core/src/validate/expectations/distribution-matches.ts';
import { RECORDED } from './recorded.ts';

type Row = Readonly<Record<string, string | number | null>>;

const { quality, anonymity } = JSON.parse(
  readFileSync(join(RECORDED, 'conformance', 'quality-metrics.json'), 'utf8'),
);

/** Days as numbers, numbers as they are, everything else as texts. */
function cellsOf(rows: readonly Row[], column: string): (string | number | null)[] {
  const kind = quality.columns[column];
  return rows.map((row) => {
    const value = row[column] ?? null;
    if (value === null || kind === 'numerical') return value;
    return kind === 'datetime' ? Date.parse(String(value)) : String(value);
  });
}

const present = <Value>(cells: readonly (Value | null)[]): Value[] =>
  cells.filter((cell) => cell !== null) as Value[];

const numbersOf = (rows: readonly Row[], column: string): number[] =>
  present(cellsOf(rows, column)) as number[];

const textsOf = (rows: readonly Row[], column: string): string[] =>
  present(cellsOf(rows, column)).map(String);

function bothNumbers(rows: readonly Row[], [left, right]: readonly string[]): Pairs<number> {
  const filled = rows.filter((row) => row[left ?? ''] !== null && row[right ?? ''] !== null);
  return { left: numbersOf(filled, left ?? ''), right: numbersOf(filled, right ?? '') };
}

const { real, synthetic, expected } = quality;

describe('quality of columns and pairs', () => {
  it.each(Object.entries<number>(expected.KSComplement))('KS complement of %s', (column, value) => {
    expect(ksComplement(numbersOf(real, column), numbersOf(synthetic, column))).toBeCloseTo(
      value,
      12,
    );
  });

  it.each(Object.entries<number>(expected.TVComplement))('TV complement of %s', (column, value) => {
    expect(tvComplement(textsOf(real, column), textsOf(synthetic, column))).toBeCloseTo(value, 12);
  });

  it.each(Object.entries<number>(expected.CorrelationSimilarity))(
    'correlation of %s',
    (pair, value) => {
      const columns = pair.split('|');
      const found = correlationSimilarity(
        bothNumbers(real, columns),
        bothNumbers(synthetic, columns),
      );
      expect(found).toBeCloseTo(value, 12);
    },
  );

  it.each(Object.entries<number>(expected.ContingencySimilarity_realBins))(
    'contingency of %s',
    (pair, value) => {
      const [left = '', right = ''] = pair.split('|');
      const pairs = (rows: readonly Row[]) => ({
        left: cellsOf(rows, left),
        right: cellsOf(rows, right),
      });
      expect(contingencySimilarity(pairs(real), pairs(synthetic))).toBeCloseTo(value, 12);
    },
  );
});

/** What an expectation measures of two recorded tables: the synthetic one, and the real one for reference. */
function figureOf(
  definition: ExpectationDefinition,
  columns: string[],
  options: object,
  rows = synthetic,
) {
  const kinds = { datetime: 'date', numerical: 'float', categorical: 'string' } as const;
  const shape = (name: string): TableShape => ({
    name,
    columns: Object.entries<keyof typeof kinds>(quality.columns).map(([column, kind]) => ({
      name: column,
      type: { kind: kinds[kind] },
      nullable: true,
    })),
    key: [],
    unique: [],
    references: [],
  });
  const tables = [shape('synthetic'), shape('real')];
  const [table] = tables as [TableShape];
  const query = definition.query(columns, definition.options.parse(options), { table, tables });
  const expectation = { table: 'synthetic', query };
  const states = [
    { table: 'synthetic', firstRow: 0, rows },
    { table: 'real', firstRow: 0, rows: real },
  ].map((slice) => observeRows(expectation, slice));
  const merged = states.reduce((a, b) => mergeStates(expectation, [a, b]), NOTHING_SEEN);
  return concludeState(expectation, merged).figure;
}

describe('expectations about figures', () => {
  it.each([
    ...Object.entries<number>(expected.KSComplement).map((one) => ['ks', ...one] as const),
    ...Object.entries<number>(expected.TVComplement).map((one) => ['tv', ...one] as const),
  ])('distributionMatches by %s of %s', (method, column, complement) => {
    const options = { method, reference: { table: 'real', column }, atMost: 1 };
    expect(figureOf(distributionMatches, [column], options)).toBeCloseTo(1 - complement, 12);
  });

  it.each(Object.entries<number>(expected.CorrelationSimilarity))(
    'correlationIsNear of %s',
    (pair, similarity) => {
      const [one, other] = [synthetic, real].map((rows: readonly Row[]) =>
        figureOf(correlationIsNear, pair.split('|'), { value: 0 }, rows),
      );
      expect(1 - Math.abs((one ?? 9) - (other ?? 9)) / 2).toBeCloseTo(similarity, 12);
    },
  );
});

interface AnonymityCase {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly expected: { k: number; l?: number; entropyL?: number; t?: number };
}

describe('anonymity', () => {
  it.each<AnonymityCase>(anonymity.cases)('k, l and t of $name', ({ rows, expected: wanted }) => {
    const counter = createClassCounter();
    const cells = (column: string): string[] => rows.map((row) => String(row[column]));
    counter.add(anonymity.quasiIdentifiers.map(cells), [cells(anonymity.sensitive)], rows.length);
    const { k, sensitive } = measureAnonymity(counter.classes() ?? [], 5);
    const [only] = sensitive;
    const found = { k, l: only?.distinctL, entropyL: only?.entropyL };
    const { t, ...counts } = wanted;
    expect(found).toMatchObject(counts);
    if (t !== undefined) expect(only?.t).toBeCloseTo(t, 12);
  });
});
