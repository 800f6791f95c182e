import { randomBytes } from 'node:crypto';
import { RowmillError } from '@rowmill/core';
import type { StageContext } from '../ports.ts';
import { type DatasetProfile, PROFILE_VERSION } from '../profile/dataset-profile.ts';
import { type ProfiledTable, profileDataset } from '../profile/profile-dataset.ts';
import { PROFILE_NAME } from '../reports/report-forms.ts';
import { type Manifest, partFiles, type StoredTable } from '../stores/manifest.ts';
import { propagateHidden } from '../validation/hidden-columns.ts';
import type { PlannedRun } from './planned-run.ts';

/**
 * Profiles the stored dataset of a run, and keeps the profile. Safe to repeat. No run fails for want of a profile: what
 * stands in its way is written down in its place.
 */
export async function profileStoredDataset(
  { request }: Pick<PlannedRun, 'request'>,
  manifest: Manifest,
  { files, store, signal }: Pick<StageContext, 'files' | 'store' | 'signal'>,
): Promise<void> {
  if ((await files.find(PROFILE_NAME)) !== undefined) return;
  const { datasetId } = manifest;
  const guarded = guardedColumns(manifest);
  const profiled = (table: StoredTable): ProfiledTable => ({
    shape: table.shape,
    parts: table.parts,
    guarded: guarded.get(table.name) ?? new Set(),
    files: (parts) => partFiles(store, datasetId, { name: table.name, parts }),
  });
  const profile = await profileDataset({
    datasetId,
    tables: manifest.tables.map(profiled),
    request,
    // Drawn anew each time, so that tokens tell nothing beyond one profile.
    tokenKey: randomBytes(16).toString('hex'),
    signal,
  }).catch((error: unknown) => withoutProfile(datasetId, error));
  await files.create(PROFILE_NAME, profile);
}

function withoutProfile(datasetId: string, error: unknown): DatasetProfile {
  if (!(error instanceof RowmillError)) throw error;
  return { version: PROFILE_VERSION, datasetId, tables: [], seconds: 0, problem: error.message };
}

/** All columns of masked tables, and those of others that hold the same values. */
function guardedColumns({ tables }: Manifest): ReadonlyMap<string, ReadonlySet<string>> {
  const masked = tables.filter(({ origin }) => origin === 'masked');
  const hide = masked.map(({ name, shape }) => [name, shape.columns.map((column) => column.name)]);
  return propagateHidden(
    tables.map(({ shape }) => shape),
    Object.fromEntries(hide),
  );
}
