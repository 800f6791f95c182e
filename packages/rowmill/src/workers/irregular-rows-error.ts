/**
 * The rows of a file are not as regular as columns need them, or one of them cannot be masked: whoever reads row by row
 * has to tell, or to do it.
 */
export class IrregularRowsError extends Error {
  override readonly name = 'IrregularRowsError';
}
