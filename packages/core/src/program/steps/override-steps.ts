import type { Register } from '../register.ts';

/**
 * Steps that set the cells of some rows to entries of a table and leave all others as they are. A row takes entry
 * `codes[i]`; a code below 0 leaves its cell alone. They make edge rows.
 */
export type OverrideStep =
  | {
      kernel: 'override-number';
      out: Register<'number'>;
      codes: Register<'int'>;
      value: Register<'number'>;
      table: Float64Array;
    }
  | {
      kernel: 'override-bigint';
      out: Register<'bigint'>;
      codes: Register<'int'>;
      value: Register<'bigint'>;
      table: BigInt64Array;
    }
  | {
      kernel: 'override-flag';
      out: Register<'flag'>;
      codes: Register<'int'>;
      value: Register<'flag'>;
      table: Uint8Array;
    }
  | {
      kernel: 'override-uuid';
      out: Register<'uuid'>;
      codes: Register<'int'>;
      value: Register<'uuid'>;
      /** Four words for each entry, most significant first. */
      table: Int32Array;
    }
  | {
      kernel: 'override-text';
      out: Register<'text'>;
      codes: Register<'int'>;
      value: Register<'text'>;
      dictionary: number;
    };
