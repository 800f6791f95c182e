import type { TextBuffer } from '../kernels/frame.ts';
import type { Memory } from '../kernels/memory.ts';
import type { CheckKernels, Verdict } from './check-kernels.ts';
import { passesNumber } from './number-plan.ts';
import { passesText } from './text-plan.ts';

/** The kernels of checks in TypeScript: what they mean. */
export function referenceCheckKernels({ bytes }: Memory): CheckKernels {
  return {
    openText: (plan) => (text, count, verdict) =>
      judgeTexts(text, count, verdict, (from, to) => passesText(plan, bytes, from, to)),
    openNumbers: (plan) => (values, count, verdict) =>
      failWhere(verdict, count, (i) => !passesNumber(plan, values[i] as number)),
    openInt64:
      ({ low, high }) =>
      (values, count, verdict) =>
        failWhere(verdict, count, (i) => {
          const value = values[i] as bigint;
          return value < low || value > high;
        }),
    widen(values, out, count) {
      for (let i = 0; i < count; i++) out[i] = Number(values[i]);
    },
    divide(values, out, count, divisor) {
      for (let i = 0; i < count; i++) out[i] = (values[i] as number) / divisor;
    },
    parse(text, out, _known, count) {
      for (let i = 0; i < count; i++) out[i] = numberAt(bytes, text, i);
    },
    combine: (verdict, part, count) => failWhere(verdict, count, (i) => part[i] === 0),
    passOthers: (verdict, kinds, count, kind) =>
      passWhere(verdict, count, (i) => kinds[i] !== kind),
    passNulls: (verdict, valid, count) => passWhere(verdict, count, (i) => valid[i] === 0),
    allowKinds: (verdict, kinds, count, allowed) =>
      failWhere(verdict, count, (i) => !allowed.has(kinds[i] as number)),
    countFailures(verdict, count) {
      let failures = 0;
      for (let i = 0; i < count; i++) failures += verdict[i] === 0 ? 1 : 0;
      return failures;
    },
  };
}

const decoder = new TextDecoder();

/** A cell as `Number` reads it: the way of JSON.parse, for what is a number in JSON. */
export function numberAt(bytes: Uint8Array, { address, length }: TextBuffer, row: number): number {
  const from = address[row] as number;
  return Number(decoder.decode(bytes.subarray(from, from + (length[row] as number))));
}

function judgeTexts(
  { address, length }: TextBuffer,
  count: number,
  verdict: Verdict,
  passes: (from: number, to: number) => boolean,
): void {
  failWhere(verdict, count, (i) => {
    const from = address[i] as number;
    return !passes(from, from + (length[i] as number));
  });
}

function failWhere(verdict: Verdict, count: number, fails: (row: number) => boolean): void {
  for (let i = 0; i < count; i++) if (fails(i)) verdict[i] = 0;
}

function passWhere(verdict: Verdict, count: number, passes: (row: number) => boolean): void {
  for (let i = 0; i < count; i++) if (passes(i)) verdict[i] = 1;
}
