import { RowmillError } from '@rowmill/core';

/** The command line asks for something that cannot be done: another option or argument is needed. */
export class UsageError extends RowmillError {
  override readonly name = 'UsageError';
}
