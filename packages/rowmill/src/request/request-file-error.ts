import { RequestError } from '@rowmill/core';
import { explainRequestIssues, formatRequestIssues, type LocatedIssue } from './format-issues.ts';
import type { RequestSource } from './source-position.ts';

/** The problems of one file. */
export interface RequestFailure {
  readonly source: RequestSource;
  readonly issues: readonly LocatedIssue[];
}

/** A request file, or a file that it imports, cannot be used. A {@link RequestError} whose message has places. */
export class RequestFileError extends RequestError {
  /** By file: imported files first. */
  readonly failures: readonly RequestFailure[];

  constructor(failures: readonly RequestFailure[], options?: ErrorOptions) {
    super(
      failures.flatMap(({ issues }) => issues),
      options,
    );
    this.failures = failures;
    this.message = failures
      .flatMap(({ source, issues }) => formatRequestIssues(source, issues))
      .join('\n');
  }

  /** The problems with their lines of the files, for a terminal. */
  explain(): string {
    return this.failures
      .flatMap(({ source, issues }) => explainRequestIssues(source, issues))
      .join('\n\n');
  }
}
