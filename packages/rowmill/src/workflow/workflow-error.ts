import type { DocumentIssue } from '@rowmill/asl';
import { RowmillError } from '@rowmill/core';

/** A workflow document cannot be run as it is written. Holds every problem at once; each names state and field. */
export class WorkflowError extends RowmillError {
  override readonly name = 'WorkflowError';
  readonly file: string;
  readonly issues: readonly DocumentIssue[];

  constructor(
    issues: readonly DocumentIssue[],
    { file, ...options }: ErrorOptions & { readonly file: string },
  ) {
    const lines = issues.map(({ location, message }) => {
      const place = location === '' || location === '/' ? '' : `${location}: `;
      return `${file}: ${place}${message.replaceAll('\n', '\n  ')}`;
    });
    super(lines.join('\n'), options);
    this.file = file;
    this.issues = issues;
  }
}
