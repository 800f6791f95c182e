import type { TextVector } from '../../model/batch.ts';
import { bitWidthOf } from './bit-width.ts';
import { openBytesBounds } from './chunk-bounds.ts';
import { type ColumnEncoder, type EncodedPage, refuseVector } from './column-encoder.ts';
import { PAGE_ROWS } from './limits.ts';
import { Encoding } from './names.ts';
import type { PageCells } from './page-cells.ts';
import type { ColumnSpace, PageSpace } from './page-space.ts';
import { putVarint } from './reference/varint.ts';
import { openTextDictionary, type TextDictionary } from './text-dictionary.ts';

/** A dictionary is kept while it makes pages this many times smaller: the first one, and those that follow. */
const FIRST_WORTH = 2;
const LATER_WORTH = 4 / 3;
/** Pages that share the cost of the entries that a full first page brought. */
const SHARED_BY = 8;
/** After so many rows it may turn out that too many of them are new: rows, and the share of new ones. */
const TRIALS = [
  { rows: 1024, newShare: 0.97 },
  { rows: 4096, newShare: 0.85 },
  { rows: PAGE_ROWS, newShare: 0.75 },
] as const;

/**
 * BYTE_ARRAY from text: as numbers of distinct texts while texts repeat, else lengths as differences and then the
 * texts. Cells that come as entries of a dictionary give the same bytes as any others; finding them is quicker.
 */
export function textColumn(space: PageSpace, column: ColumnSpace): ColumnEncoder {
  const { kernels, regions } = space;
  const bounds = openTextBounds(space);
  const dictionary = openTextDictionary(space, column);
  let isCoding = dictionary !== undefined;
  let codedPages = 0;
  return {
    encode(cells) {
      const { vector } = cells.column;
      if (vector.kind !== 'text') refuseVector(cells.column);
      if (cells.valueCount === 0)
        return { encoding: Encoding.PLAIN, address: regions.body, byteLength: 0 };
      const { address, length } = viewsOf(vector, cells);
      if (isCoding && dictionary !== undefined) {
        const textBytes = kernels.sumLengths(length, cells.valid, cells.rowCount);
        const plainBytes = textBytes + cells.valueCount;
        const page = putCoded(space, dictionary, cells, plainBytes, codedPages === 0);
        if (page !== undefined) {
          codedPages++;
          return page;
        }
        isCoding = false;
      }
      bounds.include(address, length, cells.valid, cells.rowCount);
      return putTexts(space, address, length, cells);
    },
    endChunk() {
      dictionary?.eachPiece((address, length, count) => bounds.include(address, length, 0, count));
      const page = codedPages > 0 ? dictionary?.page() : undefined;
      dictionary?.clear();
      isCoding = dictionary !== undefined;
      codedPages = 0;
      return { dictionary: page, bounds: bounds.take() };
    },
  };
}

function openTextBounds({ kernels, memory: { bytes, view }, regions }: PageSpace) {
  const bounds = openBytesBounds();
  return {
    take: bounds.take,
    include(address: number, length: number, valid: number, count: number): void {
      kernels.textBounds(address, length, valid, count, regions.bounds);
      const textAt = (which: 0 | 4): Uint8Array => {
        const row = view.getInt32(regions.bounds + which, true);
        const start = view.getInt32(address + 4 * row, true);
        return bytes.subarray(start, start + view.getInt32(length + 4 * row, true));
      };
      if (view.getInt32(regions.bounds, true) >= 0) bounds.include(textAt(0), textAt(4));
    },
  };
}

/** Undefined where texts hardly repeat: what the page brought to the dictionary is forgotten. */
function putCoded(
  space: PageSpace,
  dictionary: TextDictionary,
  cells: PageCells,
  plainBytes: number,
  isFirst: boolean,
): EncodedPage | undefined {
  const before = dictionary.extent();
  const isFound = lookUp(dictionary, cells, isFirst);
  const { entries, bytes } = dictionary.extent();
  const sharedBy = isFirst && cells.rowCount === PAGE_ROWS ? SHARED_BY : 1;
  const codedBytes =
    (bytes - before.bytes) / sharedBy + (cells.valueCount * codeWidth(entries)) / 8;
  if (isFound && codedBytes * (isFirst ? FIRST_WORTH : LATER_WORTH) <= plainBytes)
    return putCodes(space, cells.valueCount, entries);
  dictionary.forget(before);
  return undefined;
}

function viewsOf({ address, length }: TextVector, { from }: PageCells) {
  return { address: address.byteOffset + 4 * from, length: length.byteOffset + 4 * from };
}

/** Readers differ in what they make of numbers without bits. */
const codeWidth = (entries: number): number => Math.max(1, bitWidthOf(entries - 1));

/** Looks all cells up; false when the dictionary is full, or too many texts of the first page are new. */
function lookUp(dictionary: TextDictionary, cells: PageCells, isFirst: boolean): boolean {
  let row = 0;
  let found = 0;
  for (const { rows, newShare } of TRIALS) {
    const end = Math.min(isFirst ? rows : PAGE_ROWS, cells.rowCount);
    const taken = dictionary.lookUp(cells, row, end, found);
    if (taken < 0) return false;
    found += taken;
    row = end;
    const isTried = isFirst && row === rows;
    if (isTried && dictionary.extent().entries > found * newShare) return false;
  }
  return true;
}

/** Source: Parquet encodings, "Dictionary Encoding" (RLE_DICTIONARY = 8): the width of a number, then the numbers. */
function putCodes(
  { kernels, memory: { bytes }, regions: { body, codes } }: PageSpace,
  count: number,
  entries: number,
): EncodedPage {
  const width = codeWidth(entries);
  const encoding = Encoding.RLE_DICTIONARY;
  bytes[body] = width;
  if (entries === 1) {
    const behind = putVarint(bytes, body + 1, 2 * count);
    bytes[behind] = 0;
    return { encoding, address: body, byteLength: behind + 1 - body };
  }
  const packed = putVarint(bytes, body + 1, 2 * Math.ceil(count / 8) + 1);
  const end = kernels.packCodes(codes, count, width, packed);
  return { encoding, address: body, byteLength: end - body };
}

/** Source: Parquet encodings, "Delta-length byte array" (DELTA_LENGTH_BYTE_ARRAY = 6). */
function putTexts(
  { kernels, regions: { body, codes, deltaScratch } }: PageSpace,
  address: number,
  length: number,
  { valid, rowCount, valueCount }: PageCells,
): EncodedPage {
  let lengths = length;
  if (valid !== 0) {
    kernels.takeInts(length, valid, rowCount, codes);
    lengths = codes;
  }
  const texts = kernels.intDeltas(lengths, valueCount, body, deltaScratch);
  const end = kernels.gatherTexts(address, length, valid, rowCount, texts);
  return { encoding: Encoding.DELTA_LENGTH_BYTE_ARRAY, address: body, byteLength: end - body };
}
