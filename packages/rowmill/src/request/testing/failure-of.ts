import { SAMPLE_DEFINITIONS } from '../../../../core/src/request/testing/sample-definitions.ts';
import type { Environment } from '../interpolate.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import { RequestFileError } from '../request-file-error.ts';

/** Loads a request with the sample definitions. */
export function loadSample(file: string, environment: Environment = {}): Promise<LoadedRequest> {
  return loadRequest(file, { environment, definitions: SAMPLE_DEFINITIONS });
}

/** The error of a request that must not load. */
export async function failureOf(
  file: string,
  environment: Environment = {},
): Promise<RequestFileError> {
  const outcome = await loadSample(file, environment).catch((error: unknown) => error);
  if (outcome instanceof RequestFileError) return outcome;
  throw new Error('the request should not have loaded', { cause: outcome });
}

/** Lines of the message, with the folder taken out. */
export async function failureLines(
  folder: string,
  file: string,
  environment: Environment = {},
): Promise<readonly string[]> {
  const { message } = await failureOf(`${folder}/${file}`, environment);
  return message.replaceAll(`${folder}/`, '').split('\n');
}
