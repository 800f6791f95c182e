import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measureAnonymity } from '../../packages/core/src/proof/anonymity.ts';
import { createClassCounter } from '../../packages/core/src/proof/equivalence-classes.ts';
import {
  contingencySimilarity,
  correlationSimilarity,
  ksComplement,
  type Pairs,
  tvComplement,
} from '../../packages/core/src/statistics/quality.ts';
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
