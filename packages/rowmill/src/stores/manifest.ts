import type { TableShape } from '@rowmill/core';
import type { ColumnMaskCounts, TableProof } from '@rowmill/core/engine';
import type { SchemaFailures, StoredPart } from '../workers/jobs.ts';
import { eachOf } from './each-of.ts';
import type { ObjectStore } from './object-store.ts';

/** Rises when a reader of the older form would misread the newer. */
export const MANIFEST_VERSION = 4;

/** One table of a stored dataset. Sums are over its parts. */
export interface StoredTable {
  readonly name: string;
  readonly origin: 'generated' | 'masked';
  readonly shape: TableShape;
  readonly rows: number;
  readonly bytes: number;
  readonly jsonBytes: number;
  /** Digest of the rows, whatever their order; see `createRowDigest` of the PostgreSQL target. */
  readonly digest: string;
  readonly seconds: number;
  readonly parts: readonly Omit<StoredPart, 'schemaFailures'>[];
  readonly schema: SchemaFailures | undefined;
  readonly masking: readonly ColumnMaskCounts[];
  readonly maskKeyId: string | undefined;
  /** As the request says it; absent where it says none, or no key was used. */
  readonly maskKeyVersion?: string | undefined;
  /** What was measured of a masked table before anybody got it. */
  readonly proof?: TableProof | undefined;
}

/** What a stored dataset consists of. Written last: a dataset with a manifest is complete. */
export interface Manifest {
  readonly version: typeof MANIFEST_VERSION;
  readonly datasetId: string;
  readonly tables: readonly StoredTable[];
}

export const manifestKey = (datasetId: string): string => `datasets/${datasetId}/manifest.json`;

/** Folder of a table's parts, as a key. */
export const tableKey = (datasetId: string, table: string): string =>
  `datasets/${datasetId}/${encodeURIComponent(table)}`;

export async function readManifest(
  store: ObjectStore,
  datasetId: string,
): Promise<Manifest | undefined> {
  const key = manifestKey(datasetId);
  if ((await store.head(key)) === undefined) return undefined;
  const manifest = JSON.parse(String(await store.get(key))) as Manifest;
  return manifest.version === MANIFEST_VERSION ? manifest : undefined;
}

export async function writeManifest(store: ObjectStore, manifest: Manifest): Promise<void> {
  await store.put(manifestKey(manifest.datasetId), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** Makes a dataset one that is not complete. */
export async function deleteManifest(store: ObjectStore, datasetId: string): Promise<void> {
  await store.delete(manifestKey(datasetId));
}

/** Paths of files with a table's parts, for reading alone. */
export function partFiles(
  store: ObjectStore,
  datasetId: string,
  { name, parts }: { readonly name: string; readonly parts: readonly { readonly file: string }[] },
): Promise<readonly string[]> {
  return eachOf(parts, ({ file }) => store.fetch(`${tableKey(datasetId, name)}/${file}`));
}

/** Whether every part is there with its size. A part that someone removed makes the dataset incomplete. */
export async function isComplete(
  store: ObjectStore,
  { datasetId, tables }: Manifest,
): Promise<boolean> {
  for (const { name, parts } of tables) {
    const found = await store.list(`${tableKey(datasetId, name)}/`);
    const bytesOf = new Map(found.map(({ key, bytes }) => [key, bytes]));
    const isThere = ({ file, bytes }: (typeof parts)[number]): boolean =>
      bytesOf.get(`${tableKey(datasetId, name)}/${file}`) === bytes;
    if (!parts.every(isThere)) return false;
  }
  return true;
}
