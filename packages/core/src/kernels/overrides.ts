import type { StepOf } from '../program/steps.ts';
import type { Frame } from './frame.ts';
import type { RunKernel } from './kernel.ts';

const UUID_WORDS = 4;

export function overrideNumber(step: StepOf<'override-number'>, frame: Frame): RunKernel {
  const codes = frame.buffer(step.codes, 'int');
  const value = frame.buffer(step.value, 'number');
  const out = frame.buffer(step.out, 'number');
  const { table } = step;
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = codes[i]! < 0 ? value[i]! : table[codes[i]!]!;
  };
}

export function overrideBigint(step: StepOf<'override-bigint'>, frame: Frame): RunKernel {
  const codes = frame.buffer(step.codes, 'int');
  const value = frame.buffer(step.value, 'bigint');
  const out = frame.buffer(step.out, 'bigint');
  const { table } = step;
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = codes[i]! < 0 ? value[i]! : table[codes[i]!]!;
  };
}

export function overrideFlag(step: StepOf<'override-flag'>, frame: Frame): RunKernel {
  const codes = frame.buffer(step.codes, 'int');
  const value = frame.buffer(step.value, 'flag');
  const out = frame.buffer(step.out, 'flag');
  const { table } = step;
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = codes[i]! < 0 ? value[i]! : table[codes[i]!]!;
  };
}

export function overrideUuid(step: StepOf<'override-uuid'>, frame: Frame): RunKernel {
  const codes = frame.buffer(step.codes, 'int');
  const value = frame.buffer(step.value, 'uuid');
  const out = frame.buffer(step.out, 'uuid');
  const { table } = step;
  return (count) => {
    for (let i = 0; i < count; i++) {
      const code = codes[i]!;
      const from = code < 0 ? value : table;
      const at = UUID_WORDS * (code < 0 ? i : code);
      for (let k = 0; k < UUID_WORDS; k++) out[UUID_WORDS * i + k] = from[at + k]!;
    }
  };
}

export function overrideText(step: StepOf<'override-text'>, frame: Frame): RunKernel {
  const codes = frame.buffer(step.codes, 'int');
  const value = frame.buffer(step.value, 'text');
  const out = frame.buffer(step.out, 'text');
  const entries = frame.dictionary(step.dictionary);
  return (count) => {
    for (let i = 0; i < count; i++) {
      const code = codes[i]!;
      const from = code < 0 ? value : entries;
      const at = code < 0 ? i : code;
      out.address[i] = from.address[at]!;
      out.length[i] = from.length[at]!;
    }
  };
}
