import { RowmillError } from '../errors.ts';

/** Columns cannot tell whether rows satisfy a schema: each row has to be looked at. */
export class NotColumnarError extends RowmillError {
  override readonly name = 'NotColumnarError';
}
