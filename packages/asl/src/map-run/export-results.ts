import type { Json } from '../json.ts';
import type { ResultWriterRequest } from '../reducer/map-run-request.ts';
import { readManifest } from './read-manifest.ts';
import { kindOf, type ResultEntry, type ResultKind } from './result-entry.ts';
import { type ResultFile, type ResultFormat, writeResultFiles } from './result-files.ts';
import { type ResultTransformation, transformEntry } from './transform-results.ts';
import type { WriteResultsOptions } from './write-results-options.ts';

const MAX_FILE_BYTES = 5 * 1024 ** 3;

type Destination = NonNullable<ResultWriterRequest['destination']>;

interface ExportOptions extends WriteResultsOptions {
  readonly format: ResultFormat;
  readonly transformation: ResultTransformation;
}

/**
 * Writes `SUCCEEDED_n`, `FAILED_n` and `PENDING_n` files and, when they are there, the manifest that lists them. The
 * manifest of a redrive lists what succeeded in earlier attempts too, in the files of those attempts; what failed or
 * is pending it lists as of now.
 */
export async function exportResults(
  { bucket, prefix }: Destination,
  options: ExportOptions,
): Promise<Json> {
  const { objects, mapRunArn, uuid, format, redriveCount = 0 } = options;
  const folderOf = (attempt: number): string =>
    `${withSlash(prefix)}${uuid}/${attempt === 0 ? '' : `Redrive-${attempt}/`}`;
  const folder = folderOf(redriveCount);
  const write = (kind: ResultKind, generation = 0): Promise<readonly ResultFile[]> =>
    writeResultFiles(results(options, { kind, generation }), {
      objects,
      bucket,
      keyOf: (number) => `${folder}${kind}_${number}.${format.toLowerCase()}`,
      format,
      maxBytes: options.maxFileBytes ?? MAX_FILE_BYTES,
    });

  const earlier = await earlierSuccesses(options, { bucket, folderOf });
  const manifest = {
    DestinationBucket: bucket,
    MapRunArn: mapRunArn,
    ResultFiles: {
      FAILED: await write('FAILED'),
      PENDING: await write('PENDING'),
      SUCCEEDED: [...earlier.files, ...(await write('SUCCEEDED', earlier.generations))],
    },
  };
  const key = `${folder}manifest.json`;
  await objects.write(bucket, key, inOnePiece(JSON.stringify(manifest)));
  return { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket: bucket, Key: key } };
}

function withSlash(prefix: string): string {
  return prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
}

/** @returns the files of successes, and of how many attempts they are: one that could not write has no manifest */
async function earlierSuccesses(
  { objects, redriveCount = 0 }: ExportOptions,
  { bucket, folderOf }: { readonly bucket: string; readonly folderOf: (attempt: number) => string },
): Promise<{ readonly files: readonly ResultFile[]; readonly generations: number }> {
  for (let attempt = redriveCount - 1; attempt >= 0; attempt--) {
    const key = `${folderOf(attempt)}manifest.json`;
    const manifest = await readManifest(objects, { bucket, key });
    if (manifest !== undefined) {
      return { files: manifest.ResultFiles.SUCCEEDED, generations: attempt + 1 };
    }
  }
  return { files: [], generations: 0 };
}

async function* results(
  { entries, transformation }: ExportOptions,
  { kind, generation }: { readonly kind: ResultKind; readonly generation: number },
): AsyncGenerator<Json, void, undefined> {
  for await (const entry of entries()) {
    if (kindOf(entry) === kind && generationOf(entry) >= generation) {
      yield* transformEntry(entry, transformation);
    }
  }
}

function generationOf(entry: ResultEntry): number {
  return entry.status === 'PENDING' ? Number.POSITIVE_INFINITY : entry.generation;
}

async function* inOnePiece(text: string): AsyncGenerator<string, void, undefined> {
  yield text;
}
