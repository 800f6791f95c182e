import type { Key } from '../../random/mix.ts';
import type { Register } from '../register.ts';

/** How children spread over parents: the same plain data for the planner and for kernels. */
export interface ChildLayout {
  /** Children before each block of parents; one entry more than there are blocks. Shared between threads. */
  readonly before: Float64Array;
  readonly blockRows: number;
  readonly parentRows: number;
  readonly counts: CountSampler;
}

/** Children of one parent: a pure function of the parent's row. */
export interface CountSampler {
  readonly key: Key;
  /** Children of a parent whose word falls below `thresholds[i]` (and not below the one before): `values[i]`. */
  readonly thresholds: Float64Array;
  readonly values: Int32Array;
}

/** Steps that name rows of this or another table. */
export type RowStep =
  | {
      kernel: 'parent-uniform';
      out: Register<'rows'>;
      rows: Register<'rows'>;
      key: Key;
      count: number;
    }
  | {
      kernel: 'parent-zipf';
      out: Register<'rows'>;
      rows: Register<'rows'>;
      key: Key;
      count: number;
      exponent: number;
    }
  | { kernel: 'parent-earlier'; out: Register<'rows'>; rows: Register<'rows'>; key: Key }
  | {
      kernel: 'parent-of-child';
      out: Register<'rows'>;
      ordinal: Register<'number'>;
      rows: Register<'rows'>;
      layout: ChildLayout;
    }
  | {
      kernel: 'parent-in-turn';
      out: Register<'rows'>;
      ordinal: Register<'number'>;
      rows: Register<'rows'>;
      layout: ChildLayout;
      /** Row whose parent is the first one. */
      firstRow: number;
    }
  | { kernel: 'rows-from-number'; out: Register<'rows'>; value: Register<'number'> };
