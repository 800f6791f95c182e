import { countOf, formatBytes, formatSeconds } from '../../reports/quantities.ts';
import type { StoredTable } from '../../stores/manifest.ts';
import type { CheckResult } from '../../validation/check-result.ts';
import type { WrittenTable } from '../../workers/write-table.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { shownPath } from '../shown-path.ts';
import { textTable } from '../text-table.ts';
import { checkLines } from './check-lines.ts';

/** What `rowmill mask` tells of its work. */
export interface MaskedFilesResult {
  /** Of the dataset in the store, where one was made. */
  readonly dataset?: string;
  readonly tables: readonly MaskedFile[];
  /** What was measured and held; absent where the files went from file to file and nothing was. */
  readonly checks?: readonly CheckResult[];
}

export interface MaskedFile extends WrittenTable {
  readonly name: string;
  readonly masking: StoredTable['masking'];
  readonly schemaFailures?: number;
}

const NOT_PROVEN =
  'not proven: of each table, the first 2,000 rows alone were measured - rowmill mask --prove measures all, and gives no file that fails';

/** Tells of files that were written: one event, and a table for each of them. */
export function tellMaskedFiles(
  { dataset, tables, checks }: MaskedFilesResult,
  seconds: number,
  output: Output,
): void {
  const results = tables.map(({ masking, ...table }) => ({
    ...table,
    columns: masking.map(({ column, strategy, masked, nulls }) => ({
      column,
      strategy,
      masked: strategy === 'keep' ? 0 : masked,
      nulls,
    })),
  }));
  output.event({
    type: 'result',
    ok: true,
    exitCode: ExitCode.ok,
    proven: checks !== undefined,
    ...(dataset === undefined ? {} : { dataset }),
    tables: Object.fromEntries(results.map(({ name, ...result }) => [name, result])),
    rows: results.reduce((sum, { rows }) => sum + rows, 0),
    bytes: results.reduce((sum, { bytes }) => sum + bytes, 0),
    seconds,
  });
  for (const result of results) tellTable(result, output);
  const { dim, yellow } = output.colors;
  output.print(
    checks === undefined ? yellow(NOT_PROVEN) : checkLines(checks, output.colors).join('\n'),
  );
  output.note(dim(`done in ${formatSeconds(seconds)}`));
}

/** Tells of checks that failed: nothing was written. The error has the failing ones once more. */
export function tellRefused(checks: readonly CheckResult[], output: Output): void {
  output.print(checkLines(checks, output.colors).join('\n'));
}

interface ToldTable extends Omit<MaskedFile, 'masking'> {
  readonly columns: readonly {
    readonly column: string;
    readonly strategy: string;
    readonly masked: number;
    readonly nulls: number;
  }[];
}

function tellTable(
  { name, rows, bytes, files, columns, schemaFailures = 0 }: ToldTable,
  output: Output,
): void {
  const { bold, dim, yellow } = output.colors;
  output.print(
    `${bold(name)}  ${dim(`${countOf(rows, 'row')}, ${formatBytes(bytes)}  ${shownPath(files[0] ?? '')}`)}`,
  );
  output.print(
    textTable(
      columns.map(({ column, strategy, masked, nulls }) => [
        column,
        strategy,
        masked.toLocaleString('en'),
        nulls.toLocaleString('en'),
      ]),
      {
        head: ['column', 'strategy', 'masked', 'null'].map((word) => dim(word)),
        right: [2, 3],
        indent: 2,
      },
    ),
  );
  if (schemaFailures > 0)
    output.print(
      yellow(
        `  ${countOf(schemaFailures, 'row')} break the JSON Schema: rowmill run would stop here`,
      ),
    );
}
