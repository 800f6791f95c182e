import { RowmillError } from '../errors.ts';

/** A value cannot be masked as its rule asks. The message never holds the value. */
export class MaskError extends RowmillError {
  override readonly name = 'MaskError';
  readonly table: string;
  readonly column: string;

  constructor(table: string, column: string, problem: string, options?: ErrorOptions) {
    super(`${table}.${column}: ${problem}`, options);
    this.table = table;
    this.column = column;
  }
}
