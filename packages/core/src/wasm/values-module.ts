import type { Frame } from '../kernels/frame.ts';
import type { Register } from '../program/register.ts';
import type { Key } from '../random/mix.ts';
import { openModule } from './instantiate.ts';
import { WASM } from './modules/values.generated.ts';

/** Where the lower and the upper halves of row numbers lie. */
type Rows = readonly [low: number, high: number];
/** Where the addresses and the lengths of a column of text lie. */
type Texts = readonly [address: number, length: number];
type Halves = readonly [inner: number, outer: number];
/** A guided search among words: `kernels/values/search.ts`. */
type WordSearch = readonly [levels: number, guide: number, shift: number];
type FloatSearch = readonly [levels: number, guide: number, scale: number, top: number];
type Law = readonly [law: number, levels: number, guide: number];

type Out = readonly [out: number, count: number];
/** A value per row from a random word. */
type Draw = readonly [...Rows, ...Out, ...Halves];
/** A parent per row from a random word. */
type DrawRows = readonly [...Rows, ...out: Rows, count: number, ...Halves];
/** A sample per row from a part of the unit interval. */
export type Sample = readonly [...Draw, from: number, size: number];
type Change = (...at: [value: number, ...Out]) => void;
type Combine = (...at: [left: number, right: number, ...Out, operator: number]) => void;

/** Functions of `kernels/values`, which says what each takes. Columns and tables are given by address. */
interface ValueExports {
  addMonths(...at: [value: number, months: number, ...Out]): void;
  readonly arithmetic: Combine;
  bigintBetween(
    ...at: [...Rows, ...Out, ...high: Halves, ...low: Halves, min: bigint, size: bigint]
  ): void;
  bigintFromNumber(...at: [value: number, ...Out, min: bigint]): number;
  compareNumber(...at: [left: number, right: number, ...Out, question: number]): void;
  compareText(
    ...at: [...left: Texts, ...right: Texts, ...Out, less: number, equal: number, greater: number]
  ): void;
  constantFlag(...at: [...Out, constant: number]): void;
  constantNumber(...at: [...Out, constant: number]): void;
  datePart(...at: [value: number, ...Out, part: number]): void;
  digit(...at: [value: number, ...Out, divisor: number, modulus: number]): void;
  exponential(...at: [...Sample, rate: number]): void;
  readonly flagFromInt: Change;
  histogram(...at: [...Sample, edges: number, ...FloatSearch]): void;
  readonly intFromNumber: Change;
  logic(...at: [left: number, right: number, ...Out, operator: number]): void;
  lognormal(...at: [...Sample, mean: number, sigma: number]): void;
  mapInt(...at: [value: number, ...Out, table: number, size: number]): void;
  normal(...at: [...Sample, mean: number, deviation: number]): void;
  nullMask(...at: [...Draw, level: number]): void;
  readonly numberFromFlag: Change;
  numberTable(...at: [value: number, ...Out, table: number, size: number]): void;
  offsetInt(...at: [value: number, offsets: number, ...Out]): void;
  parentEarlier(...at: DrawRows): void;
  parentOfChild(
    ...at: [
      ...Rows,
      ...out: Rows,
      ordinal: number,
      count: number,
      before: number,
      blocks: number,
      blockRows: number,
      ...Halves,
      ...WordSearch,
      values: number,
      family: number,
    ]
  ): void;
  parentUniform(...at: [...DrawRows, size: number]): void;
  parentZipf(...at: [...DrawRows, size: number, ...Law]): void;
  pareto(...at: [...Sample, minimum: number, shape: number]): void;
  permute(...at: [...Draw, domain: number, keys: number]): void;
  permuteWithin(
    ...at: [group: number, ordinal: number, ...Out, ...Halves, domain: number, keys: number]
  ): void;
  pick(...at: [...Draw, bound: number]): void;
  pickWithin(...at: [...Draw, counts: number]): void;
  poisson(...at: [...Sample, ...FloatSearch]): void;
  poissonOfLargeMean(...at: [...Sample, mean: number]): void;
  round(...at: [value: number, ...Out, factor: number]): void;
  rowNumber(...at: [...Rows, ...Out, start: number, step: number]): void;
  rowsFromNumber(...at: [value: number, ...out: Rows, count: number]): void;
  selectNumber(...at: [condition: number, yes: number, no: number, ...Out]): void;
  snap(...at: [value: number, ...Out, factor: number, low: number, high: number]): void;
  textLength(...at: [...Texts, ...Out]): void;
  unary(...at: [value: number, ...Out, operator: number]): void;
  uniform(...at: [...Draw, min: number, size: number, whole: number]): void;
  uuidV4(...at: [...Rows, ...Out, ...a: Halves, ...b: Halves, ...c: Halves, ...d: Halves]): void;
  uuidV7(
    ...at: [...Rows, milliseconds: number, ...Out, ...random: Halves, ...unique: Halves]
  ): void;
  weightedPick(...at: [...Draw, ...WordSearch]): void;
  weightedPickFew(...at: [...Draw, levels: number, size: number]): void;
  within(...at: [value: number, ...Out, low: number, high: number]): void;
  zipf(...at: [...Sample, ...Law]): void;
}

/** The kernels of `kernels/values` for the memory of a frame; the module is compiled when it is first needed. */
const open = openModule<ValueExports>(WASM);

export function valuesOf({ memory }: Frame): ValueExports {
  return open(memory);
}

/** Where a register of row numbers lies. */
export function rowsAt(frame: Frame, register: Register<'rows'>): Rows {
  const { low, high } = frame.buffer(register, 'rows');
  return [low.byteOffset, high.byteOffset];
}

/** Where a register of text lies. */
export function textsAt(frame: Frame, register: Register<'text'>): Texts {
  const { address, length } = frame.buffer(register, 'text');
  return [address.byteOffset, length.byteOffset];
}

/** Where any other register lies. */
export function columnAt<K extends 'int' | 'number' | 'bigint' | 'flag' | 'uuid'>(
  frame: Frame,
  register: Register<K>,
  kind: K,
): number {
  return frame.buffer(register, kind).byteOffset;
}

export function halvesOf({ inner, outer }: Key): Halves {
  return [inner, outer];
}
