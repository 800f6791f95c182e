import { join, resolve } from 'node:path';
import type { AuditFacts } from '../../audit/audit-log.ts';
import type { AuditRecord } from '../../audit/audit-record.ts';
import { openHiding } from '../../audit/hidden-value.ts';
import { AUDIT_FOLDER } from '../../audit/open-audit.ts';
import { readAuditLines } from '../../audit/read-audit.ts';
import { countOf } from '../../reports/quantities.ts';
import { UsageError } from '../../usage-error.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { textTable } from '../text-table.ts';

export interface AuditOptions {
  readonly store?: string;
  readonly log?: string;
}

/** Folder of the trail that a command is about. */
export function auditFolder({ store = '.rowmill', log }: AuditOptions): string {
  return resolve(log ?? join(store, AUDIT_FOLDER));
}

export interface ListOptions extends AuditOptions {
  readonly action?: string;
  readonly resource?: string;
  readonly actor?: string;
  readonly result?: string;
  readonly since?: string;
  readonly until?: string;
  readonly value?: string;
}

/** Lists the records of a trail. Whether they are the ones that were written, `verify` tells. */
export async function listAudit(options: ListOptions, { output }: Session): Promise<number> {
  const folder = auditFolder(options);
  const isWanted = await filterOf(options, folder);
  const { lines } = await readAuditLines(folder);
  const records = lines.flatMap(({ record }) =>
    record !== undefined && isWanted(record) ? [record] : [],
  );
  for (const record of records) output.event({ type: 'record', record });
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, records: records.length });
  if (records.length > 0) output.print(textTable(records.map(cells), { right: [0] }));
  const unread = lines.filter(({ record }) => record === undefined).length;
  output.note(
    unread === 0
      ? countOf(records.length, 'record')
      : `${countOf(records.length, 'record')}; ${countOf(unread, 'line')} cannot be read: rowmill audit verify`,
  );
  return ExitCode.ok;
}

const cells = ({ seq, ts, actor, action, resource, decision, result, params }: AuditRecord) => [
  String(seq),
  ts.replace('T', ' ').replace(/\.\d+Z$/, ''),
  actor,
  action,
  decision === 'refused' ? 'refused' : result,
  resource,
  factsText(params),
];

const factsText = (params: AuditFacts): string =>
  Object.entries(params)
    .map(
      ([name, value]) => `${name}=${Array.isArray(value) ? value.join(',') : shown(String(value))}`,
    )
    .join(' ');

/** Digests are told from one another by their beginnings. */
const shown = (text: string): string => text.replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1…');

type Filter = (record: AuditRecord) => boolean;

async function filterOf(options: ListOptions, folder: string): Promise<Filter> {
  const { action, resource, actor, result, value } = options;
  const [since, until] = [timeOf('--since', options.since), timeOf('--until', options.until)];
  const hidden = value === undefined ? undefined : (await openHiding(folder))(value);
  const filters: Filter[] = [
    (record) => action === undefined || record.action === action,
    (record) => resource === undefined || record.resource.startsWith(resource),
    (record) => actor === undefined || record.actor === actor,
    (record) => result === undefined || record.result === result,
    ({ ts }) => since === undefined || Date.parse(ts) >= since,
    ({ ts }) => until === undefined || Date.parse(ts) < until,
    ({ params }) => hidden === undefined || Object.values(params).includes(hidden),
  ];
  return (record) => filters.every((filter) => filter(record));
}

function timeOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw new UsageError(
    `${option}: "${text}" is no time - write 2026-11-23 or 2026-11-23T09:30:00Z`,
  );
}
