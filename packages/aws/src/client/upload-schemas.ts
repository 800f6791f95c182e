import { readFile } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { RequestError } from '@rowmill/core';
import type { Request } from '@rowmill/core/engine';
import { loadSchema, type ObjectStore } from 'rowmill/engine';
import { runFilesFolder } from '../deployment.ts';

/** Files that a request names, as paths from its folder, with their bytes. */
export type BroughtFiles = ReadonlyMap<string, Uint8Array>;

/**
 * Reads the JSON Schemas that a request names, and those that they refer to: functions on AWS find them at the same paths.
 *
 * @throws RequestError for each that lies outside of the folder of the request; SourceError when one cannot be read
 */
export async function readSchemas(
  { validation }: Request,
  directory: string,
): Promise<BroughtFiles> {
  const brought = new Map<string, Uint8Array>();
  const issues: ConstructorParameters<typeof RequestError>[0][number][] = [];
  for (const [table, schema] of Object.entries(validation.schemas)) {
    if (typeof schema !== 'string') continue;
    const { files } = await loadSchema(resolve(directory, schema));
    for (const file of files) {
      const path = relative(directory, file);
      if (isAbsolute(path) || path.startsWith('..')) {
        const message = `${file} is outside of the folder of the request, which is all that a run takes along`;
        const hint = 'move it into that folder';
        issues.push({ path: ['validation', 'schemas', table], code: 'not-on-aws', message, hint });
      } else brought.set(path.split(sep).join('/'), await readFile(file));
    }
  }
  if (issues.length > 0) throw new RequestError(issues);
  return brought;
}

/** Stores the files where the functions of a run find them. */
export async function uploadFiles(
  store: ObjectStore,
  run: string,
  files: BroughtFiles,
): Promise<void> {
  for (const [path, bytes] of files) await store.put(`${runFilesFolder(run)}/${path}`, bytes);
}
