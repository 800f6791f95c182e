import { StateFailure } from '../errors.ts';
import type { Json } from '../json.ts';
import { LIMITS } from '../limits.ts';
import type { ObjectStore } from '../ports.ts';
import type { ResultWriterRequest } from '../reducer/map-run-request.ts';
import { messageOf } from './read-failure.ts';
import { kindOf, type ResultEntry, type ResultKind } from './result-entry.ts';
import { collectResults, type ResultFile, writeResultFiles } from './result-files.ts';
import { type ResultTransformation, transformEntry } from './transform-results.ts';

export interface WriteResultsOptions {
  readonly objects: ObjectStore;
  readonly mapRunArn: string;
  /** The folder of the map run below the prefix. */
  readonly uuid: string;
  /** All child executions in their order. Called once per kind of file, and must answer the same each time. */
  readonly entries: () => AsyncIterable<ResultEntry>;
  /** A file is cut before it grows longer; 5 GB unless given, as on AWS. */
  readonly maxFileBytes?: number;
}

const MAX_FILE_BYTES = 5 * 1000 * 1000 * 1000;

/**
 * Leaves the results of a map run where its `ResultWriter` wants them. A map run that fails has results too: with a
 * destination they are written before the state fails.
 *
 * @param request undefined where the state has no `ResultWriter`: the outputs are the output of the state
 * @returns the output of the state: where the manifest is, or the results themselves
 * @throws {@link StateFailure} `States.ResultWriterFailed` where the store refuses, `States.DataLimitExceeded` where
 * results without a destination are larger than a payload may be
 *
 * Source: AWS Step Functions developer guide, "ResultWriter (Map)".
 */
export async function writeResults(
  request: ResultWriterRequest | undefined,
  options: WriteResultsOptions,
): Promise<Json> {
  const destination = request?.destination;
  const format = request?.config.OutputType ?? 'JSON';
  if (destination === undefined) {
    const transformation = request?.config.Transformation ?? 'COMPACT';
    return collect(transformed(options.entries(), { transformation }), format);
  }
  const transformation = request?.config.Transformation ?? 'NONE';
  try {
    return await exportResults(destination, { ...options, format, transformation });
  } catch (error) {
    throw writeFailure(destination, error);
  }
}

function writeFailure(
  { bucket, prefix }: NonNullable<ResultWriterRequest['destination']>,
  cause: unknown,
): StateFailure {
  const reason = `s3://${bucket}/${prefix}: ${messageOf(cause)}`;
  return new StateFailure('States.ResultWriterFailed', reason, { cause });
}

async function collect(values: AsyncIterable<Json>, format: 'JSON' | 'JSONL'): Promise<Json> {
  const results = await collectResults(values, { format, maxBytes: LIMITS.payloadBytes });
  if (results === undefined) {
    throw new StateFailure(
      'States.DataLimitExceeded',
      `the results of the map run have more than ${LIMITS.payloadBytes} bytes - give it a ResultWriter with a bucket`,
    );
  }
  return results;
}

async function exportResults(
  { bucket, prefix }: NonNullable<ResultWriterRequest['destination']>,
  {
    objects,
    mapRunArn,
    uuid,
    entries,
    maxFileBytes = MAX_FILE_BYTES,
    format,
    transformation,
  }: WriteResultsOptions & {
    readonly format: 'JSON' | 'JSONL';
    readonly transformation: ResultTransformation;
  },
): Promise<Json> {
  const folder = [prefix.replace(/\/+$/, ''), uuid].filter((part) => part !== '').join('/');
  const write = (kind: ResultKind): Promise<readonly ResultFile[]> =>
    writeResultFiles(transformed(entries(), { kind, transformation }), {
      objects,
      bucket,
      keyOf: (number) => `${folder}/${kind}_${number}.${format.toLowerCase()}`,
      format,
      maxBytes: maxFileBytes,
    });
  const manifest = {
    DestinationBucket: bucket,
    MapRunArn: mapRunArn,
    ResultFiles: {
      FAILED: await write('FAILED'),
      PENDING: await write('PENDING'),
      SUCCEEDED: await write('SUCCEEDED'),
    },
  };
  const key = `${folder}/manifest.json`;
  await objects.write(bucket, key, inOnePiece(JSON.stringify(manifest)));
  return { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket: bucket, Key: key } };
}

async function* transformed(
  entries: AsyncIterable<ResultEntry>,
  {
    kind,
    transformation,
  }: { readonly kind?: ResultKind; readonly transformation: ResultTransformation },
): AsyncGenerator<Json, void, undefined> {
  for await (const entry of entries) {
    if (kind === undefined || kindOf(entry) === kind) {
      yield* transformEntry(entry, transformation);
    }
  }
}

async function* inOnePiece(text: string): AsyncGenerator<string, void, undefined> {
  yield text;
}
