import { RequestError, type RequestIssue } from '@rowmill/core';
import {
  checkExpectations,
  type ExpectationRequest,
  REQUEST_DEFINITIONS,
} from '@rowmill/core/engine';
import { readRequestFile } from '../request/read-request-file.ts';
import { RequestFileError } from '../request/request-file-error.ts';
import type { CheckPlace } from './check-result.ts';

/** Expectations of a file of their own. */
export interface LoadedExpectations {
  readonly expectations: readonly ExpectationRequest[];
  /** Path of one of them in the file. */
  pathOf(index: number): readonly (string | number)[];
  /** Where one of them stands in the file. */
  placeOf(index: number): CheckPlace;
  /** Gives problems their places in the file. */
  placed(error: RequestError): RequestFileError;
}

/**
 * Reads a file of expectations: the same list as `validation.expectations` of a request, alone or under `expectations`.
 *
 * @throws {@link RequestFileError} with every problem and its place.
 */
export async function loadExpectations(
  file: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<LoadedExpectations> {
  const { source, value, issues } = await readRequestFile(file, variables);
  const failure = (found: readonly RequestIssue[], options?: ErrorOptions) =>
    new RequestFileError([{ source, issues: found }], options);
  if (issues.length > 0) throw failure(issues);
  const checked = checkExpectations(value, REQUEST_DEFINITIONS);
  if (!checked.ok) throw failure(checked.issues);
  const { path, expectations } = checked.value;
  return {
    expectations,
    pathOf: (index) => [...path, index],
    placeOf: (index) => {
      const position = source.locate([...path, index], 'key');
      return { file, ...(position && { line: position.line, column: position.column }) };
    },
    placed: (error) => failure(error.issues, { cause: error }),
  };
}

/** Gives the problems of some work with expectations their places in the file. */
export async function withExpectationPlaces<Value>(
  { placed }: LoadedExpectations,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof RequestError ? placed(error) : error;
  }
}
