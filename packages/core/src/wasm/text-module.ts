import type { RowsBuffer, TextBuffer } from '../kernels/frame.ts';
import { type Heap, OVERSHOOT } from '../kernels/memory.ts';
import { openModule } from './instantiate.ts';
import { WASM } from './modules/text.generated.ts';

/** Where the addresses and the lengths of a column of text lie. */
type Texts = readonly [address: number, length: number];
/** Where the lower and the upper halves of row numbers lie. */
type Rows = readonly [low: number, high: number];
/** Where the heap is free, and what no text may lie behind. */
type Room = readonly [at: number, limit: number];
/** A text that all rows share. */
type Literal = readonly [address: number, length: number];

/** Makes text from a column of values. */
type WriteValues = (...at: [value: number, ...Texts, count: number, ...Room]) => number;
/** Makes text from a column of text. */
type ChangeTexts = (...at: [...value: Texts, ...out: Texts, count: number, ...Room]) => number;
/** Makes text from the first items of several columns. */
type JoinItems = (
  ...at: [counts: number, items: number, ...Texts, count: number, ...Room]
) => number;

/**
 * Functions of `kernels/text`, which says what each takes. Those that make text give the address behind the last one, or
 * 0 when the text does not fit.
 */
interface TextExports {
  readonly bigintText: WriteValues;
  readonly dateText: WriteValues;
  readonly integerText: WriteValues;
  readonly timestampText: WriteValues;
  readonly uuidText: WriteValues;
  decimalText(
    ...at: [value: number, ...Texts, count: number, scale: number, factor: number, ...Room]
  ): number;
  digits(...at: [value: number, ...Texts, count: number, width: number, ...Room]): number;
  floatText(...at: [value: number, ...Texts, count: number, powers: number, ...Room]): number;
  radixDigits(
    ...at: [
      ...[value: number, ...Texts, count: number, width: number],
      ...[alphabet: number, radix: number, capacity: number, ...Room],
    ]
  ): number;
  symbolBytes(
    ...at: [
      ...[value: number, ...Texts, count: number, least: number, most: number, texts: number],
      ...[alphabet: number, radix: number, ...Room],
    ]
  ): number;
  symbolTexts(
    ...at: [
      ...[value: number, ...Texts, count: number, least: number, most: number, texts: number],
      ...[...entries: Texts, radix: number, scratch: number, ...Room],
    ]
  ): number;

  readonly ean13: ChangeTexts;
  readonly iban: ChangeTexts;
  readonly luhn: ChangeTexts;
  textCase(
    ...at: [...value: Texts, ...out: Texts, count: number, firstLetter: number, ...Room]
  ): number;
  leftOut(length: number, from: number, count: number): number;

  concat(
    ...at: [pieces: number, piecesEnd: number, ...ending: Literal, ...Texts, count: number, ...Room]
  ): number;
  readonly joinFirst: JoinItems;
  readonly jsonArray: JoinItems;
  jsonText(
    ...at: [...value: Texts, valid: number, ...Literal, ...out: Texts, count: number, ...Room]
  ): number;
  jsonValue(
    ...at: [...value: Texts, valid: number, ...Literal, ...out: Texts, count: number]
  ): void;

  words(
    ...at: [
      ...[...Rows, counts: number, ...Texts, count: number, inner: number, outer: number],
      ...[...entries: Texts, choices: number, most: number],
      ...[...separator: Literal, ...ending: Literal, capitalize: number, ...Room],
    ]
  ): number;
  prose(
    ...at: [
      ...[...Rows, ...Texts, count: number, inner: number, outer: number, ranges: number],
      ...[...entries: Texts, ...capitals: Texts, choices: number, most: number],
      ...[blank: number, ...Room],
    ]
  ): number;

  flagText(...at: [value: number, ...no: Literal, ...yes: Literal, ...Texts, count: number]): void;
  gather(...at: [codes: number, ...entries: Texts, ...out: Texts, count: number]): void;
  selectText(...at: [codes: number, options: number, ...out: Texts, count: number]): void;
  substring(
    ...at: [...value: Texts, from: number, size: number, ...out: Texts, count: number]
  ): void;
}

export const textKernels = openModule<TextExports>(WASM);

export function textsAt({ address, length }: TextBuffer): Texts {
  return [address.byteOffset, length.byteOffset];
}

export function rowsAt({ low, high }: RowsBuffer): Rows {
  return [low.byteOffset, high.byteOffset];
}

export function literalAt({ address, length }: { address: number; length: number }): Literal {
  return [address, length];
}

export function roomOf({ next, end }: Heap): Room {
  return [next, end - OVERSHOOT];
}
