import type { Key } from '../../random/mix.ts';
import type { Register } from '../register.ts';

/** Steps that give 32-bit integers. */
export type IntegerStep =
  | { kernel: 'pick'; out: Register<'int'>; rows: Register<'rows'>; key: Key; count: number }
  | {
      kernel: 'weighted-pick';
      out: Register<'int'>;
      rows: Register<'rows'>;
      key: Key;
      thresholds: Float64Array;
    }
  | { kernel: 'map-int'; out: Register<'int'>; value: Register<'int'>; table: Int32Array }
  | { kernel: 'offset-int'; out: Register<'int'>; value: Register<'int'>; offsets: Register<'int'> }
  | {
      kernel: 'pick-within';
      out: Register<'int'>;
      rows: Register<'rows'>;
      key: Key;
      counts: Register<'int'>;
    }
  | { kernel: 'int-from-number'; out: Register<'int'>; value: Register<'number'> };
