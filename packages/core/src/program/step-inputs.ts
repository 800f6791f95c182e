import type { Step } from './steps.ts';

/** Names of step fields that hold input registers. */
const INPUT_FIELDS = [
  'rows',
  'value',
  'left',
  'right',
  'codes',
  'counts',
  'offsets',
  'condition',
  'yes',
  'no',
  'months',
  'milliseconds',
  'valid',
  'group',
  'ordinal',
];
const INPUT_LISTS = ['parts', 'options', 'items'];

/** Registers that a step reads. */
export function inputRegisters(step: Step): number[] {
  const fields = step as unknown as Readonly<Record<string, unknown>>;
  const inputs = INPUT_FIELDS.map((field) => fields[field]);
  const lists = INPUT_LISTS.flatMap((field) => (fields[field] as unknown[] | undefined) ?? []);
  return [...inputs, ...lists].filter((input): input is number => typeof input === 'number');
}
