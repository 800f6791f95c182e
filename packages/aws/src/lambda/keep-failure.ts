import { tmpdir } from 'node:os';
import { createS3Store } from 'rowmill/engine';
import { keepFailuresIn } from '../monitoring/keep-failure.ts';
import type { KeepFailure } from '../monitoring/report-failure.ts';
import { once } from './once.ts';
import { readVariables } from './read-variables.ts';

/** Keeps failures in full in the folder of their run: who may read it may see its data as well. */
export function failureKeeper(
  environment: Readonly<Record<string, string | undefined>>,
): KeepFailure {
  const open = once(() =>
    createS3Store({ bucket: readVariables(environment).bucket, scratch: tmpdir() }),
  );
  return async (failure) => keepFailuresIn(await open())(failure);
}
