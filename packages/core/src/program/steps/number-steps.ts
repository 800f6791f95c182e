import type { Key } from '../../random/mix.ts';
import type { ArithmeticOperator, Register, UnaryOperator } from '../register.ts';

export type Distribution =
  | { readonly kind: 'normal'; readonly mean: number; readonly deviation: number }
  | { readonly kind: 'lognormal'; readonly mean: number; readonly sigma: number }
  | { readonly kind: 'exponential'; readonly rate: number }
  | { readonly kind: 'pareto'; readonly minimum: number; readonly shape: number }
  | { readonly kind: 'poisson'; readonly mean: number }
  | { readonly kind: 'zipf'; readonly count: number; readonly exponent: number }
  | { readonly kind: 'histogram'; readonly edges: Float64Array; readonly thresholds: Float64Array };

/** Samples come from the part of the unit interval from `from` to `to`: a distribution cut off at two quantiles. */
export interface Quantiles {
  readonly from: number;
  readonly to: number;
}

/** Steps that give numbers and 64-bit integers. */
export type NumberStep =
  | {
      kernel: 'row-number';
      out: Register<'number'>;
      rows: Register<'rows'>;
      start: number;
      step: number;
    }
  | { kernel: 'permute'; out: Register<'number'>; rows: Register<'rows'>; key: Key; domain: number }
  | {
      kernel: 'permute-within';
      out: Register<'number'>;
      group: Register<'rows'>;
      ordinal: Register<'number'>;
      key: Key;
      domain: number;
    }
  | {
      kernel: 'digit';
      out: Register<'number'>;
      value: Register<'number'>;
      divisor: number;
      modulus: number;
    }
  | {
      kernel: 'uniform';
      out: Register<'number'>;
      rows: Register<'rows'>;
      key: Key;
      min: number;
      size: number;
      whole: boolean;
    }
  | {
      kernel: 'distribution';
      out: Register<'number'>;
      rows: Register<'rows'>;
      key: Key;
      distribution: Distribution;
      quantiles: Quantiles;
    }
  | { kernel: 'number-from-flag'; out: Register<'number'>; value: Register<'flag'> }
  | { kernel: 'number-table'; out: Register<'number'>; value: Register<'int'>; table: Float64Array }
  | { kernel: 'constant-number'; out: Register<'number'>; constant: number }
  | {
      kernel: 'arithmetic';
      out: Register<'number'>;
      operator: ArithmeticOperator;
      left: Register<'number'>;
      right: Register<'number'>;
    }
  | { kernel: 'unary'; out: Register<'number'>; operator: UnaryOperator; value: Register<'number'> }
  | {
      kernel: 'snap';
      out: Register<'number'>;
      value: Register<'number'>;
      factor: number;
      low: number;
      high: number;
    }
  | { kernel: 'round'; out: Register<'number'>; value: Register<'number'>; scale: number }
  | {
      kernel: 'select-number';
      out: Register<'number'>;
      condition: Register<'flag'>;
      yes: Register<'number'>;
      no: Register<'number'>;
    }
  | {
      kernel: 'date-part';
      out: Register<'number'>;
      value: Register<'number'>;
      part: 'year' | 'month' | 'day' | 'hour' | 'weekday';
    }
  | {
      kernel: 'add-months';
      out: Register<'number'>;
      value: Register<'number'>;
      months: Register<'number'>;
    }
  | {
      kernel: 'bigint-between';
      out: Register<'bigint'>;
      rows: Register<'rows'>;
      high: Key;
      low: Key;
      min: bigint;
      size: bigint;
    }
  | {
      kernel: 'bigint-from-number';
      out: Register<'bigint'>;
      value: Register<'number'>;
      min: bigint;
    };
