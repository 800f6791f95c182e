import type { StepOf } from '../program/steps.ts';
import { foldHigh, mix32, scaleWord, wordAt } from '../random/mix.ts';
import type { Frame } from './frame.ts';
import type { RunKernel } from './kernel.ts';

const TWO_32 = 4294967296;

/** An integer in `[0, count)`, each as likely as any other. */
export function pick(step: StepOf<'pick'>, frame: Frame): RunKernel {
  const rows = frame.buffer(step.rows, 'rows');
  const { low, high } = rows;
  const out = frame.buffer(step.out, 'int');
  const { count: choices } = step;
  const { inner, outer } = step.key;
  return (count) => {
    if (rows.consecutive) {
      const first = low[0]! + inner;
      for (let i = 0; i < count; i++) {
        const random = mix32(mix32((first + i) | 0) ^ outer) >>> 0;
        out[i] = (random * choices) / TWO_32;
      }
      return;
    }
    for (let i = 0; i < count; i++) {
      const random = mix32(mix32((low[i]! + inner) | 0) ^ foldHigh(outer, high[i]!));
      out[i] = scaleWord(random, choices);
    }
  };
}

/** An integer in `[0, counts[i])`, its own bound for each row. */
export function pickWithin(step: StepOf<'pick-within'>, frame: Frame): RunKernel {
  const { low, high } = frame.buffer(step.rows, 'rows');
  const out = frame.buffer(step.out, 'int');
  const counts = frame.buffer(step.counts, 'int');
  const { key } = step;
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = scaleWord(wordAt(key, low[i]!, high[i]!), counts[i]!);
  };
}

/** Choice `i` when the word falls below `thresholds[i]` and not below the one before; thresholds end at 2^32. */
export function weightedPick(step: StepOf<'weighted-pick'>, frame: Frame): RunKernel {
  const { low, high } = frame.buffer(step.rows, 'rows');
  const out = frame.buffer(step.out, 'int');
  const { key, thresholds } = step;
  return (count) => {
    for (let i = 0; i < count; i++)
      out[i] = thresholdIndex(thresholds, wordAt(key, low[i]!, high[i]!) >>> 0);
  };
}

/** Index of the first threshold above `value`: a scan where thresholds are few, else a binary search. */
export function thresholdIndex(thresholds: Float64Array, value: number): number {
  const last = thresholds.length - 1;
  if (last < 8) {
    let i = 0;
    while (i < last && value >= thresholds[i]!) i++;
    return i;
  }
  let from = 0;
  let to = last;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (value < thresholds[middle]!) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Cumulative thresholds of weights, scaled so that the last one is `total`. */
export function thresholdsOf(weights: readonly number[], total = TWO_32): Float64Array {
  const sum = weights.reduce((a, b) => a + b, 0);
  const thresholds = new Float64Array(weights.length);
  let running = 0;
  weights.forEach((weight, i) => {
    running += weight;
    thresholds[i] = i === weights.length - 1 ? total : (running / sum) * total;
  });
  return thresholds;
}

export function mapInt(step: StepOf<'map-int'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'int');
  const out = frame.buffer(step.out, 'int');
  const { table } = step;
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = table[value[i]!]!;
  };
}

export function offsetInt(step: StepOf<'offset-int'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'int');
  const offsets = frame.buffer(step.offsets, 'int');
  const out = frame.buffer(step.out, 'int');
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = value[i]! + offsets[i]!;
  };
}

export function intFromNumber(step: StepOf<'int-from-number'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'number');
  const out = frame.buffer(step.out, 'int');
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = value[i]!;
  };
}

export function nullMask(step: StepOf<'null-mask'>, frame: Frame): RunKernel {
  const { low, high } = frame.buffer(step.rows, 'rows');
  const out = frame.buffer(step.out, 'flag');
  const { key } = step;
  const threshold = step.share * TWO_32;
  return (count) => {
    for (let i = 0; i < count; i++)
      out[i] = wordAt(key, low[i]!, high[i]!) >>> 0 >= threshold ? 1 : 0;
  };
}

export function flagFromInt(step: StepOf<'flag-from-int'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'int');
  const out = frame.buffer(step.out, 'flag');
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = value[i] === 0 ? 0 : 1;
  };
}
