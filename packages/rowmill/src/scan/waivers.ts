import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { UsageError } from '../usage-error.ts';
import type { ScannedColumn } from './scan-tables.ts';

/** Somebody's word that a finding may stand for a time. */
export interface Waiver {
  /** `table.column`. */
  readonly column: string;
  /** Kind of personal data that was found, or `unsure`. */
  readonly finding: string;
  readonly reason: string;
  readonly approver: string;
  /** Last day on which it counts, `2027-01-31`. */
  readonly expires: string;
}

const FIELDS = ['column', 'finding', 'reason', 'approver', 'expires'] as const;

/**
 * Reads a file of waivers: a list, or a map with the list under `waivers`.
 *
 * @throws UsageError with every problem of the file.
 */
export async function readWaivers(file: string): Promise<readonly Waiver[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file}: there is no such file`);
  });
  const entries = listOf(parsed(file, text));
  if (entries === undefined) throw new UsageError(`${file}: expected a list of waivers`);
  const problems = entries.flatMap((entry, at) =>
    problemsOf(entry).map((what) => `${file}: waiver ${at + 1}: ${what}`),
  );
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return entries as readonly Waiver[];
}

function parsed(file: string, text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch (cause) {
    throw new UsageError(`${file}: not YAML`, { cause });
  }
}

function listOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null || !('waivers' in value)) return undefined;
  return Array.isArray(value.waivers) ? value.waivers : undefined;
}

function problemsOf(entry: unknown): readonly string[] {
  if (typeof entry !== 'object' || entry === null) return ['expected a map'];
  const map = entry as Readonly<Record<string, unknown>>;
  const missing = FIELDS.filter((field) => typeof map[field] !== 'string' || map[field] === '').map(
    (field) => `"${field}" is missing, or is no text`,
  );
  const unknown = Object.keys(map)
    .filter((field) => !FIELDS.some((known) => known === field))
    .map((field) => `there is no "${field}"`);
  const isDay = typeof map.expires !== 'string' || /^\d{4}-\d\d-\d\d$/.test(map.expires);
  return [...missing, ...unknown, ...(isDay ? [] : ['"expires" is a day such as "2027-01-31"'])];
}

export interface WaivedFinding {
  readonly waiver: Waiver;
  readonly isExpired: boolean;
}

/** The waiver of a finding; one that is over is given too, so that it can be told. */
export function waiverOf(
  waivers: readonly Waiver[],
  { table, finding, today }: { table: string; finding: ScannedColumn; today: string },
): WaivedFinding | undefined {
  const about = waivers.filter(
    ({ column, finding: kind }) =>
      column === `${table}.${finding.column}` &&
      (kind === finding.type || kind === finding.verdict),
  );
  const valid = about.find(({ expires }) => expires >= today);
  const waiver = valid ?? about[0];
  return waiver && { waiver, isExpired: valid === undefined };
}
