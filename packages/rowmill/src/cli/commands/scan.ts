import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { countOf } from '../../reports/quantities.ts';
import { type FailOn, type OpenFinding, openFindings } from '../../scan/open-findings.ts';
import { sarifOf } from '../../scan/sarif.ts';
import { findPlaces, type ScanPlaces } from '../../scan/scan-places.ts';
import { type ScannedTable, scanTables } from '../../scan/scan-tables.ts';
import { readWaivers, type Waiver } from '../../scan/waivers.ts';
import { writeDecisions } from '../../scan/write-decisions.ts';
import { auditedScan } from '../audited-scan.ts';
import { ExitCode } from '../exit-codes.ts';
import { tellScan } from '../github/tell-scan.ts';
import { assertKnown } from '../load.ts';
import { ownVersion } from '../own-version.ts';
import type { Session } from '../session.ts';
import { scanText } from '../views/scan-text.ts';

export interface ScanOptions {
  /** Request that decisions are written to. */
  readonly file?: string;
  readonly format?: 'table' | 'json' | 'sarif';
  readonly json?: boolean;
  readonly table?: readonly string[];
  readonly schema?: string;
  readonly sample: number;
  readonly write?: boolean;
  readonly strict?: boolean;
  readonly failOn: FailOn;
  readonly waivers?: string;
}

const WAIVERS = 'rowmill.waivers.yaml';

/** Says of every column of a source whether it holds personal data, and writes decisions for review. */
export async function scan(
  named: string | undefined,
  options: ScanOptions,
  session: Session,
): Promise<number> {
  const { variables: environment, signal } = session;
  const directory = process.cwd();
  const found = await findPlaces(named, { directory, environment, schema: options.schema });
  const places = chosenOf(found, options.table);
  const tables = await auditedScan(places, session, () =>
    scanTables(places, { sample: options.sample, environment, signal }),
  );
  const waivers = await waiversOf(options.waivers);
  const today = new Date().toISOString().slice(0, 10);
  const open = openFindings(tables, { waivers, failOn: options.failOn, today });
  const request = resolve(options.file ?? places.loaded?.file ?? 'rowmill.yaml');
  const written = options.write === true ? await writeDecisions(request, tables) : undefined;
  const isRefused = options.strict === true && open.length > 0 && written === undefined;
  const exitCode = isRefused ? ExitCode.refused : ExitCode.ok;
  show(
    { tables, open, places, named, exitCode, written: written?.columns, request },
    options,
    session,
  );
  await tellScan(open, { loaded: places.loaded, isRefused }, session);
  return exitCode;
}

function chosenOf(places: ScanPlaces, wanted: readonly string[] | undefined): ScanPlaces {
  const names = places.places.map(({ table }) => table);
  for (const name of wanted ?? []) assertKnown('table', name, names);
  return {
    ...places,
    places: places.places.filter(({ table }) => wanted?.includes(table) ?? true),
  };
}

/** The file of waivers that was named; else the usual one, if it is there. */
async function waiversOf(file: string | undefined): Promise<readonly Waiver[]> {
  if (file !== undefined) return readWaivers(resolve(file));
  const isThere = await access(WAIVERS).then(
    () => true,
    () => false,
  );
  return isThere ? readWaivers(WAIVERS) : [];
}

interface Shown {
  readonly tables: readonly ScannedTable[];
  readonly open: readonly OpenFinding[];
  readonly places: ScanPlaces;
  readonly named: string | undefined;
  readonly exitCode: number;
  /** Columns that got a decision. */
  readonly written: number | undefined;
  readonly request: string;
}

function show(shown: Shown, { format = 'table' }: ScanOptions, session: Session): void {
  const { output } = session;
  const { tables, open, places, named, exitCode, written, request } = shown;
  if (format === 'sarif') {
    const artefact = named === undefined || /:\/\//.test(named) ? 'rowmill.yaml' : named;
    const log = sarifOf(open, { version: ownVersion(), loaded: places.loaded, artefact });
    output.print(JSON.stringify(log, null, 2));
  } else if (format === 'json') output.print(JSON.stringify(resultOf(tables, open), null, 2));
  else output.print(scanText(tables, output));
  output.event({
    type: 'result',
    ok: exitCode === ExitCode.ok,
    exitCode,
    ...resultOf(tables, open),
  });
  output.note(summaryOf(tables, open));
  if (written !== undefined)
    output.note(`${countOf(written, 'decision')} written to ${request}: review them`);
}

function resultOf(tables: readonly ScannedTable[], open: readonly OpenFinding[]) {
  return {
    tables: tables.map(({ table, source, sampledRows, columns }) => ({
      table,
      source,
      sampledRows,
      columns,
    })),
    undecided: open.map(({ table, finding, expired }) => ({
      column: `${table}.${finding.column}`,
      verdict: finding.verdict,
      ...(finding.type === undefined ? {} : { type: finding.type }),
      ...(expired === undefined ? {} : { waiverExpired: expired.expires }),
    })),
  };
}

function summaryOf(tables: readonly ScannedTable[], open: readonly OpenFinding[]): string {
  const columns = tables.flatMap((table) => table.columns);
  const count = (wanted: string): number =>
    columns.filter(({ verdict }) => verdict === wanted).length;
  const over = open.filter(({ expired }) => expired !== undefined);
  const ended = over.length === 0 ? '' : `, of which ${over.length} had a waiver that is over`;
  return `${countOf(columns.length, 'column')}: ${count('pii')} with personal data, ${count('unsure')} unsure, ${count('none')} with none; ${open.length} without a decision${ended}`;
}
