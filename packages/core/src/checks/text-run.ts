import type { PackedDictionary, TextVector } from '../model/batch.ts';
import type { CheckKernels, RunText, Verdict } from './check-kernels.ts';
import { passesText, type TextPlan } from './text-plan.ts';

/** Runs a check of text; of a dictionary's entries only once, for then every cell is known by its code. */
export function openTextRun(
  plan: TextPlan,
  kernels: CheckKernels,
): (vector: TextVector, count: number, verdict: Verdict) => void {
  let run: RunText | undefined;
  const known = new WeakMap<PackedDictionary, Uint8Array | 'all pass'>();
  return (vector, count, verdict) => {
    const { entries } = vector;
    if (entries === undefined) {
      run ??= kernels.openText(plan);
      run(vector, count, verdict);
      return;
    }
    const passing = known.get(entries.dictionary) ?? judgeEntries(plan, entries.dictionary);
    known.set(entries.dictionary, passing);
    if (passing !== 'all pass') failCodes(entries.codes, passing, count, verdict);
  };
}

function judgeEntries(
  plan: TextPlan,
  { bytes, offsets }: PackedDictionary,
): Uint8Array | 'all pass' {
  const passing = new Uint8Array(Math.max(0, offsets.length - 1));
  for (let entry = 0; entry < passing.length; entry++) {
    const [from = 0, to = 0] = offsets.subarray(entry, entry + 2);
    passing[entry] = passesText(plan, bytes, from, to) ? 1 : 0;
  }
  return passing.includes(0) ? passing : 'all pass';
}

function failCodes(codes: Int32Array, passing: Uint8Array, count: number, verdict: Verdict): void {
  for (let row = 0; row < count; row++) {
    if (passing[codes[row] ?? 0] === 0) verdict[row] = 0;
  }
}
