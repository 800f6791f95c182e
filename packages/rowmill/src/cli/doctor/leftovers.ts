import { join } from 'node:path';
import { RowmillError } from '@rowmill/core';
import { type AuditLog, audited } from '../../audit/audit-log.ts';
import { createFileAuditLog } from '../../audit/file-audit-log.ts';
import { AUDIT_FOLDER } from '../../audit/open-audit.ts';
import { createFileLedgers, LEDGER_FOLDER } from '../../environments/file-ledgers.ts';
import { isStale, type LedgerStore } from '../../environments/ledger-store.ts';
import { sweep } from '../../environments/sweep.ts';
import { findStaleServers, removeStaleServers } from '../../postgres/server-directory.ts';
import { countOf } from '../../reports/quantities.ts';
import {
  findRunLeftovers,
  type RunLeftovers,
  removeRunLeftovers,
} from '../../runner/run-leftovers.ts';
import { removersWith } from '../../stages/removers.ts';
import { createDirectoryStore } from '../../stores/directory-store.ts';
import type { DirectoryStore } from '../../stores/object-store.ts';
import type { Finding, LookOptions } from './finding.ts';

/** What killed runs left behind; with `fix` it is removed, which the trail has before and after. */
export async function leftovers({ store, fix, variables }: LookOptions): Promise<Finding[]> {
  const ledgers = createFileLedgers(join(store, LEDGER_FOLDER));
  const audit = createFileAuditLog({ folder: join(store, AUDIT_FOLDER) });
  return [
    await found('servers', () => servers(fix)),
    await found('environments', () => leases(ledgers, fix ? audit : undefined, variables)),
    ...(await runs(store, fix ? audit : undefined)),
  ];
}

/** A run that was killed can be resumed: what becomes of it is not for us to decide, `--fix` or not. */
async function runs(root: string, fix: AuditLog | undefined): Promise<Finding[]> {
  const store = createDirectoryStore(root);
  const leftovers = await findRunLeftovers(store);
  const { interrupted } = leftovers;
  const standing: Finding =
    interrupted.length === 0
      ? { name: 'runs', status: 'ok', detail: 'none interrupted' }
      : {
          name: 'runs',
          status: 'hint',
          detail: `${countOf(interrupted.length, 'run')} interrupted: ${interrupted.join(', ')}`,
          fix: 'rowmill runs resume ID goes on with one, rowmill runs cancel ID removes what it made',
        };
  return [standing, await found('half-made', () => halfMade(store, leftovers, fix))];
}

async function halfMade(
  store: DirectoryStore,
  leftovers: RunLeftovers,
  fix: AuditLog | undefined,
): Promise<Finding> {
  const name = 'half-made';
  const { folders } = leftovers;
  if (folders.length === 0) return { name, status: 'ok', detail: 'no datasets, no runs' };
  const list = `${countOf(folders.length, 'folder')}${fix === undefined ? '' : ' removed'}: ${folders.join(', ')}`;
  if (fix === undefined) return { name, status: 'hint', detail: list, fix: 'rowmill doctor --fix' };
  const event = { action: 'dataset.remove', resource: 'leftovers', params: { folders } } as const;
  await audited(fix, event, () => removeRunLeftovers(store, leftovers));
  return { name, status: 'ok', detail: list };
}

/** What cannot be looked at is a finding too. */
async function found(name: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof RowmillError)) throw error;
    return { name, status: 'problem', detail: error.message };
  }
}

async function servers(fix: boolean): Promise<Finding> {
  const found = fix ? await removeStaleServers() : await findStaleServers();
  const name = 'servers';
  if (found.length === 0) return { name, status: 'ok', detail: 'none left behind' };
  const detail = `${countOf(found.length, 'server')} ${fix ? 'removed' : 'left behind by killed runs'}: ${found.join(', ')}`;
  return fix
    ? { name, status: 'ok', detail }
    : { name, status: 'hint', detail, fix: 'rowmill doctor --fix' };
}

async function leases(
  ledgers: LedgerStore,
  fix: AuditLog | undefined,
  variables: LookOptions['variables'],
): Promise<Finding> {
  const name = 'environments';
  const stale = await staleEnvironments(ledgers);
  if (stale.length === 0) return { name, status: 'ok', detail: 'none left behind' };
  if (fix === undefined) {
    return {
      name,
      status: 'hint',
      detail: `left behind: ${stale.join(', ')}`,
      fix: 'rowmill doctor --fix (with the variables of the request, where they are in a database)',
    };
  }
  const { DATABASE_URL: url } = variables;
  // References to files are absolute in ledgers.
  const context = { environment: variables, directory: '/' };
  const removersOf = removersWith(url === undefined ? [] : [url], context);
  const event = {
    action: 'environment.remove',
    resource: 'leftovers',
    params: { environments: stale },
  } as const;
  const { removed, problems } = await audited(
    fix,
    event,
    () => sweep({ ledgers, removersOf }),
    (swept) => ({ removed: swept.removed.length, problems: swept.problems.length }),
  );
  if (problems.length === 0)
    return { name, status: 'ok', detail: `removed ${removed.join(', ') || stale.join(', ')}` };
  return {
    name,
    status: 'problem',
    detail: problems.map(({ message }) => message).join('; '),
    fix: 'set the variables of their request, or DATABASE_URL to their database, and run doctor --fix again - or remove them by hand',
  };
}

async function staleEnvironments(ledgers: LedgerStore): Promise<string[]> {
  const names: string[] = [];
  for (const environment of await ledgers.list()) {
    const ledger = await ledgers.read(environment);
    if (ledger !== undefined && isStale(ledgers, ledger, new Date()))
      names.push(`${environment} (${countOf(ledger.objects.length, 'thing')})`);
  }
  return names;
}
