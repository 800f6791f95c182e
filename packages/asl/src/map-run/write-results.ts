import { StateFailure } from '../errors.ts';
import type { Json } from '../json.ts';
import { LIMITS } from '../limits.ts';
import type { ResultWriterRequest } from '../reducer/map-run-request.ts';
import { exportResults } from './export-results.ts';
import { messageOf } from './read-failure.ts';
import type { ResultEntry } from './result-entry.ts';
import { collectResults, type ResultFormat } from './result-files.ts';
import { type ResultTransformation, transformEntry } from './transform-results.ts';
import type { WriteResultsOptions } from './write-results-options.ts';

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
  const { destination, config = {} } = request ?? {};
  const format = config.OutputType ?? 'JSON';
  if (destination === undefined) {
    return collect(outputs(options.entries(), config.Transformation ?? 'COMPACT'), format);
  }
  try {
    const transformation = config.Transformation ?? 'NONE';
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

async function collect(values: AsyncIterable<Json>, format: ResultFormat): Promise<Json> {
  const results = await collectResults(values, { format, maxBytes: LIMITS.payloadBytes });
  if (results === undefined) {
    throw new StateFailure(
      'States.DataLimitExceeded',
      `the results of the map run have more than ${LIMITS.payloadBytes} bytes - give it a ResultWriter with a bucket`,
    );
  }
  return results;
}

async function* outputs(
  entries: AsyncIterable<ResultEntry>,
  transformation: ResultTransformation,
): AsyncGenerator<Json, void, undefined> {
  for await (const entry of entries) {
    yield* transformEntry(entry, transformation);
  }
}
