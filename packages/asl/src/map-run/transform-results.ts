import type { Json } from '../json.ts';
import type { ResultWriterRequest } from '../reducer/map-run-request.ts';
import { describeEntry, type ResultEntry } from './result-entry.ts';

export type ResultTransformation = NonNullable<ResultWriterRequest['config']['Transformation']>;

/** What an entry becomes. Only what succeeded is transformed: of a failure its error is of interest. */
export function transformEntry(
  entry: ResultEntry,
  transformation: ResultTransformation,
): readonly Json[] {
  if (entry.status !== 'SUCCEEDED' || transformation === 'NONE') {
    return [describeEntry(entry)];
  }
  const output = entry.output ?? null;
  return transformation === 'FLATTEN' && Array.isArray(output) ? output : [output];
}
