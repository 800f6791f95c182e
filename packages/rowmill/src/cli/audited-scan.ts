import { resolve } from 'node:path';
import { audited } from '../audit/audit-log.ts';
import { createFileAuditLog } from '../audit/file-audit-log.ts';
import { AUDIT_FOLDER, openAudit } from '../audit/open-audit.ts';
import type { ScanPlaces } from '../scan/scan-places.ts';
import type { ScannedTable } from '../scan/scan-tables.ts';
import type { Session } from './session.ts';

/** Folder of the store, as commands have it unless they are told another. */
const STORE = '.rowmill';

/** Reads samples of sources: the trail of the request, or of this folder, has it before and after. */
export async function auditedScan(
  { places, loaded }: ScanPlaces,
  { variables: environment }: Pick<Session, 'variables'>,
  scan: () => Promise<readonly ScannedTable[]>,
): Promise<readonly ScannedTable[]> {
  const root = resolve(STORE);
  const log =
    loaded === undefined
      ? createFileAuditLog({ folder: resolve(STORE, AUDIT_FOLDER) })
      : openAudit(loaded.request, { store: { root }, directory: loaded.directory, environment });
  const params = { tables: places.map(({ table }) => table) };
  const event = { action: 'scan.run', resource: 'sources', params } as const;
  const tables = await audited(log, event, scan, (scanned) => ({
    rows: scanned.reduce((sum, { sampledRows }) => sum + sampledRows, 0),
    columns: scanned.reduce((sum, { columns }) => sum + columns.length, 0),
    personal: scanned.reduce(
      (sum, { columns }) => sum + columns.filter(({ verdict }) => verdict === 'pii').length,
      0,
    ),
  }));
  await log.checkpoint();
  return tables;
}
