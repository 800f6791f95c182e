/** Root of every error that rowmill throws on purpose. */
export abstract class RowmillError extends Error {
  /** The same string in every release and after minifying: Step Functions matches `ErrorEquals` on it. */
  abstract override readonly name: string;
}

/** One thing wrong with a request: where, what, and how to mend it. */
export interface RequestIssue {
  /** Keys from the root of the request, e.g. `['tables', 'users', 'columns', 'id', 'min']`. */
  readonly path: readonly (string | number)[];
  /** Stable code, e.g. `unknown-generator`. */
  readonly code: string;
  readonly message: string;
  /** `did you mean "email"?`, or another way out. */
  readonly hint?: string;
}

/** The request cannot be carried out as written. Never retried: a person must change it. */
export class RequestError extends RowmillError {
  override readonly name = 'RequestError';
  readonly issues: readonly RequestIssue[];

  constructor(issues: readonly RequestIssue[], options?: ErrorOptions) {
    super(issues.map(formatIssue).join('\n'), options);
    this.issues = issues;
  }
}

function formatIssue({ path, message, hint }: RequestIssue): string {
  const where = path.length > 0 ? `${path.join('.')}: ` : '';
  return `${where}${message}${hint ? ` - ${hint}` : ''}`;
}

/** One cell needs more memory than a whole batch may use. */
export class CellTooLargeError extends RowmillError {
  override readonly name = 'CellTooLargeError';
  readonly row: number;

  constructor(row: number, limitBytes: number, options?: ErrorOptions) {
    super(
      `row ${row}: its values need more than ${limitBytes} bytes - shorten the text of its columns`,
      options,
    );
    this.row = row;
  }
}

/** Data that should have been readable is not: a broken CSV quote, a bad NDJSON line. */
export class DataError extends RowmillError {
  override readonly name = 'DataError';
  /** File or table the data came from. */
  readonly origin: string;
  /** 1-based line or row, where known. */
  readonly line: number | undefined;

  constructor(origin: string, line: number | undefined, problem: string, options?: ErrorOptions) {
    super(`${origin}${line === undefined ? '' : `:${line}`}  ${problem}`, options);
    this.origin = origin;
    this.line = line;
  }
}
