import type { TextBuffer } from '../kernels/frame.ts';
import type { Int64Plan, NumberPlan } from './number-plan.ts';
import type { TextPlan } from './text-plan.ts';

/** One byte per row: 1 where the row has passed so far. Kernels take 1 away, except those that say otherwise. */
export type Verdict = Uint8Array;

export type RunText = (text: TextBuffer, count: number, verdict: Verdict) => void;
export type RunNumbers = (values: Float64Array, count: number, verdict: Verdict) => void;
export type RunInt64 = (values: BigInt64Array, count: number, verdict: Verdict) => void;

/**
 * The kernels of checks for one memory. All arrays that they are given lie in it, and 16 bytes behind each may be
 * overwritten.
 */
export interface CheckKernels {
  openText(plan: TextPlan): RunText;
  openNumbers(plan: NumberPlan): RunNumbers;
  openInt64(plan: Int64Plan): RunInt64;
  /** 64-bit integers as floats, rounded. */
  widen(values: BigInt64Array, out: Float64Array, count: number): void;
  /** Scaled integers as what they stand for. */
  divide(values: Float64Array, out: Float64Array, count: number, divisor: number): void;
  /**
   * Text as numbers, as `Number` reads it.
   *
   * @param known scratch, one byte per row
   */
  parse(text: TextBuffer, out: Float64Array, known: Uint8Array, count: number): void;
  /** Rows pass only where they pass in `part` too. */
  combine(verdict: Verdict, part: Verdict, count: number): void;
  /** Lets pass rows whose kind is another one. */
  passOthers(verdict: Verdict, kinds: Uint8Array, count: number, kind: number): void;
  /** Lets pass rows that have no value. */
  passNulls(verdict: Verdict, valid: Uint8Array, count: number): void;
  /** Fails rows whose kind is not allowed. */
  allowKinds(
    verdict: Verdict,
    kinds: Uint8Array,
    count: number,
    allowed: ReadonlySet<number>,
  ): void;
  countFailures(verdict: Verdict, count: number): number;
}
