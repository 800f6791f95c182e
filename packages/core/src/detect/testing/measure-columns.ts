import { classifyTable } from '../classify-table.ts';
import type { LabelledTable } from './labelled-schemas.ts';

/** How well columns were told, as shares of 0 to 1. */
export interface ColumnMeasure {
  readonly precision: number;
  readonly recall: number;
  /** Of the columns rightly found, those with the right kind. */
  readonly typeRight: number;
  /** Columns told wrongly, as `table.column: label -> answer`. */
  readonly wrong: readonly string[];
}

/** Compares what is told of every column with its label; unsure counts as not found. */
export function measureColumns(tables: readonly LabelledTable[]): ColumnMeasure {
  const answers = tables.flatMap(answersOf);
  const count = (test: (answer: Answer) => boolean): number => answers.filter(test).length;
  const found = count(({ label, told }) => label !== 'none' && told !== 'none');
  return {
    precision: found / count(({ told }) => told !== 'none'),
    recall: found / count(({ label }) => label !== 'none'),
    typeRight: count(({ label, told }) => label !== 'none' && label === told) / found,
    wrong: answers
      .filter(({ label, told }) => label !== told)
      .map(({ column, label, told }) => `${column}: ${label} -> ${told}`),
  };
}

interface Answer {
  readonly column: string;
  readonly label: string;
  readonly told: string;
}

function answersOf({ facts, labels }: LabelledTable): readonly Answer[] {
  return classifyTable(facts).map(({ column, verdict, type }, at) => ({
    column: `${facts.name}.${column}`,
    label: labels[at] ?? 'none',
    told: verdict === 'pii' ? (type ?? 'none') : 'none',
  }));
}
