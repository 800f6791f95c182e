import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { comparePlaces } from '../../parity/compare-places.ts';
import type { ShowKey } from '../../parity/differing-rows.ts';
import { renderParity } from '../../parity/parity-page.ts';
import type { ParityReport } from '../../parity/parity-report.ts';
import { UsageError } from '../../usage-error.ts';
import { ExitCode } from '../exit-codes.ts';
import { createKeyTokens } from '../key-tokens.ts';
import { choosePlaces } from '../parity-places.ts';
import type { Session } from '../session.ts';
import { shownPath } from '../shown-path.ts';
import { showParity } from '../views/parity-text.ts';

export interface VerifyOptions {
  readonly file?: string;
  readonly store: string;
  readonly table?: readonly string[];
  /** `T=a,b` each. */
  readonly key?: readonly string[];
  readonly dataset: boolean;
  readonly showKeys?: boolean;
  readonly report?: string;
}

/** Compares environments, and says what is not the same. */
export async function verifyEnvironments(
  places: readonly string[],
  options: VerifyOptions,
  session: Session,
): Promise<number> {
  const { output, signal } = session;
  const chosen = await choosePlaces(places, options, session);
  if (chosen.places.length < 2) {
    const only = chosen.places[0]?.name;
    throw new UsageError(
      `there is ${only === undefined ? 'nothing' : `only ${only}`} to compare - name two environments or addresses (rowmill env list shows environments that are kept)`,
    );
  }
  const tokens = createKeyTokens(randomBytes(16));
  const isShown = (table: string): boolean =>
    options.showKeys === true || chosen.generated.has(table);
  const report = await comparePlaces(chosen.places, {
    keys: chosen.keys,
    askedKeys: keysOf(options.key ?? []),
    show: (table): ShowKey => (isShown(table) ? (value) => value : tokens),
    ...(options.table === undefined ? {} : { only: new Set(options.table) }),
    signal,
    onTable: (table, place) => output.event({ type: 'table', table, place }),
  });
  assertTables(report, options.table ?? []);
  const exitCode = report.equal ? ExitCode.ok : ExitCode.failed;
  const files = options.report === undefined ? [] : await writeReport(report, options.report);
  output.event({ type: 'result', ok: report.equal, exitCode, ...report, files });
  showParity(report, output);
  for (const file of files) output.note(`report  ${shownPath(file)}`);
  return exitCode;
}

function keysOf(assignments: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(
    assignments.map((assignment) => {
      const at = assignment.indexOf('=');
      const columns = assignment
        .slice(at + 1)
        .split(',')
        .filter((column) => column !== '');
      if (at < 1 || columns.length === 0)
        throw new UsageError(`--key ${assignment}: expected TABLE=COLUMN, such as users=id`);
      return [assignment.slice(0, at), columns];
    }),
  );
}

function assertTables({ tables }: ParityReport, wanted: readonly string[]): void {
  const missing = wanted.filter((name) => !tables.some((table) => table.name === name));
  if (missing.length > 0)
    throw new UsageError(`--table ${missing.join(', ')}: none of the places has such a table`);
}

async function writeReport(report: ParityReport, folder: string): Promise<readonly string[]> {
  const at = resolve(folder);
  await mkdir(at, { recursive: true });
  const files = {
    'parity.json': `${JSON.stringify(report, undefined, 2)}\n`,
    'parity.html': renderParity(report),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(at, name), text);
  return Object.keys(files).map((name) => join(at, name));
}
