import type { Key } from '../../random/mix.ts';
import type { ComparisonOperator, Register } from '../register.ts';

/** Steps that give 0 or 1. */
export type FlagStep =
  | { kernel: 'null-mask'; out: Register<'flag'>; rows: Register<'rows'>; key: Key; share: number }
  | {
      kernel: 'compare-number';
      out: Register<'flag'>;
      operator: ComparisonOperator;
      left: Register<'number'>;
      right: Register<'number'>;
    }
  | {
      kernel: 'compare-text';
      out: Register<'flag'>;
      operator: ComparisonOperator;
      left: Register<'text'>;
      right: Register<'text'>;
    }
  | {
      kernel: 'logic';
      out: Register<'flag'>;
      operator: 'and' | 'or' | 'xor' | 'not';
      left: Register<'flag'>;
      right: Register<'flag'>;
    }
  | { kernel: 'flag-from-int'; out: Register<'flag'>; value: Register<'int'> }
  | { kernel: 'constant-flag'; out: Register<'flag'>; constant: boolean }
  | {
      kernel: 'within';
      out: Register<'flag'>;
      value: Register<'number'>;
      low: number;
      high: number;
    };
