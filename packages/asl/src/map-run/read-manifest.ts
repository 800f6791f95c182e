import type { ObjectStore } from '../ports.ts';
import type { ResultFile } from './result-files.ts';

/** What tells where the results of a map run are. */
export interface Manifest {
  readonly DestinationBucket: string;
  readonly MapRunArn: string;
  readonly ResultFiles: {
    readonly FAILED: readonly ResultFile[];
    readonly PENDING: readonly ResultFile[];
    readonly SUCCEEDED: readonly ResultFile[];
  };
}

/** @returns undefined where there is none */
export async function readManifest(
  objects: ObjectStore,
  { bucket, key }: { readonly bucket: string; readonly key: string },
): Promise<Manifest | undefined> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of objects.read(bucket, key)) {
      pieces.push(piece);
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') {
      return undefined;
    }
    throw error;
  }
  return JSON.parse(Buffer.concat(pieces).toString('utf8')) as Manifest;
}
