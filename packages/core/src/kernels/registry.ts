import type { Kernel, StepOf } from '../program/steps.ts';
import { checkDigits } from './check-digits.ts';
import { parentInTurn, parentOfChild } from './children.ts';
import { concat } from './concat.ts';
import { distribution } from './distribution.ts';
import { faker, fakerFlag, fakerNumber } from './faker.ts';
import { compareNumber, compareText, constantFlag, logic, within } from './flags.ts';
import type { Frame } from './frame.ts';
import {
  flagFromInt,
  intFromNumber,
  mapInt,
  nullMask,
  offsetInt,
  pick,
  pickWithin,
  weightedPick,
} from './integers.ts';
import { joinFirst, jsonArray, jsonText } from './json.ts';
import type { RunKernel } from './kernel.ts';
import {
  arithmetic,
  bigintBetween,
  bigintFromNumber,
  constantNumber,
  digit,
  numberFromFlag,
  numberTable,
  permute,
  permuteWithin,
  round,
  rowNumber,
  selectNumber,
  snap,
  unary,
  uniform,
} from './numbers.ts';
import {
  overrideBigint,
  overrideFlag,
  overrideNumber,
  overrideText,
  overrideUuid,
} from './overrides.ts';
import { prose } from './prose.ts';
import { parentEarlier, parentUniform, parentZipf, rowsFromNumber } from './rows.ts';
import { substring, textLength } from './substring.ts';
import { symbols } from './symbols.ts';
import { gather, selectText, textCase } from './text.ts';
import { bigintText, digits, flagText, numberText, uuidText } from './text-of.ts';
import { addMonths, datePart } from './time.ts';
import { uuidV4, uuidV7 } from './uuids.ts';
import { words } from './words.ts';

/** Binds a step to the registers of a frame. */
type OpenKernel<K extends Kernel> = (step: StepOf<K>, frame: Frame) => RunKernel;

/** The TypeScript engine: every kernel by its name. */
const KERNELS: { readonly [K in Kernel]: OpenKernel<K> } = {
  'add-months': addMonths,
  arithmetic,
  'bigint-between': bigintBetween,
  'bigint-from-number': bigintFromNumber,
  'bigint-text': bigintText,
  'check-digits': checkDigits,
  'compare-number': compareNumber,
  'compare-text': compareText,
  concat,
  'constant-flag': constantFlag,
  'constant-number': constantNumber,
  'date-part': datePart,
  digit,
  digits,
  distribution,
  faker,
  'faker-flag': fakerFlag,
  'faker-number': fakerNumber,
  'flag-from-int': flagFromInt,
  'flag-text': flagText,
  gather,
  'int-from-number': intFromNumber,
  'join-first': joinFirst,
  'json-array': jsonArray,
  'json-text': jsonText,
  logic,
  'map-int': mapInt,
  'null-mask': nullMask,
  'number-from-flag': numberFromFlag,
  'number-table': numberTable,
  'number-text': numberText,
  'offset-int': offsetInt,
  'override-bigint': overrideBigint,
  'override-flag': overrideFlag,
  'override-number': overrideNumber,
  'override-text': overrideText,
  'override-uuid': overrideUuid,
  'parent-earlier': parentEarlier,
  'parent-in-turn': parentInTurn,
  'parent-of-child': parentOfChild,
  'parent-uniform': parentUniform,
  'parent-zipf': parentZipf,
  permute,
  'permute-within': permuteWithin,
  pick,
  'pick-within': pickWithin,
  prose,
  round,
  'row-number': rowNumber,
  'rows-from-number': rowsFromNumber,
  'select-number': selectNumber,
  'select-text': selectText,
  snap,
  substring,
  symbols,
  'text-case': textCase,
  'text-length': textLength,
  unary,
  uniform,
  'uuid-text': uuidText,
  'uuid-v4': uuidV4,
  'uuid-v7': uuidV7,
  within,
  'weighted-pick': weightedPick,
  words,
};

export function openKernel<K extends Kernel>(step: StepOf<K>, frame: Frame): RunKernel {
  return (KERNELS[step.kernel] as OpenKernel<K>)(step, frame);
}
