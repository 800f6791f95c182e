import { RowmillError } from '../errors.ts';

/** One fault of a JSON Schema. */
export interface SchemaFault {
  /** JSON pointer (RFC 6901) into the schema; empty for the schema as a whole. */
  readonly pointer: string;
  readonly message: string;
}

/** A JSON Schema cannot be used as written. Never retried: a person must change it. */
export class SchemaError extends RowmillError {
  override readonly name = 'SchemaError';
  /** File or URI the schema came from. */
  readonly origin: string;
  readonly faults: readonly SchemaFault[];

  constructor(origin: string, faults: readonly SchemaFault[], options?: ErrorOptions) {
    super(faults.map((fault) => formatFault(origin, fault)).join('\n'), options);
    this.origin = origin;
    this.faults = faults;
  }
}

function formatFault(origin: string, { pointer, message }: SchemaFault): string {
  return `${origin}${pointer === '' ? '' : `#${pointer}`}  ${message}`;
}
