import type { TextBuffer } from '../kernels/frame.ts';
import { allocate, type Memory } from '../kernels/memory.ts';
import { openPieceEntries, type PieceEntries, SLOT_BYTES } from './piece-entries.ts';
import { placePowersOfTen } from './text-powers.ts';

/** What stands in a row behind the literal of a piece: where its cells come from, and how they are written. */
export type PieceCell =
  | { readonly kind: 'none' }
  /** Text as it is, as JSON string content, as PostgreSQL's COPY text. */
  | { readonly kind: 'views' | 'json' | 'copy'; readonly text: TextBuffer }
  /** Text in which one byte is doubled. */
  | { readonly kind: 'doubled'; readonly text: TextBuffer; readonly byte: number }
  /** A field of CSV, quoted where it must be; 0 for no prefix before formulas. */
  | { readonly kind: 'csv'; readonly text: TextBuffer; readonly formulaPrefix: number }
  | { readonly kind: 'entries'; readonly codes: Int32Array; readonly entries: TextBuffer }
  /** Entries of at most 16 bytes. */
  | { readonly kind: 'short-entries'; readonly codes: Int32Array; readonly entries: TextBuffer }
  | { readonly kind: 'byte-entries'; readonly codes: Uint8Array; readonly entries: TextBuffer }
  | { readonly kind: 'uuid'; readonly words: Int32Array }
  | { readonly kind: 'integer' | 'timestamp' | 'date'; readonly values: Float64Array }
  | { readonly kind: 'decimal'; readonly values: Float64Array; readonly scale: number }
  /** Whole numbers in at least `width` digits. */
  | { readonly kind: 'padded'; readonly values: Float64Array; readonly width: number }
  | { readonly kind: 'float'; readonly values: Float64Array }
  | { readonly kind: 'bigint'; readonly values: BigInt64Array }
  /** Where `valid` is 0, `nullText` takes the place of the next `skip` pieces. */
  | {
      readonly kind: 'nullable';
      readonly valid: Uint8Array;
      readonly nullText: string;
      readonly skip: number;
    };

/** A part of every row: a literal, then a cell. */
export interface RowPiece {
  readonly literal: string;
  readonly cell: PieceCell;
}

/** A list of pieces in memory. */
export interface PlacedPieces {
  readonly start: number;
  readonly end: number;
  /** Most bytes that the pieces of one row take, without text of any length. */
  readonly fixedBytes: number;
}

/** `kernels/rows/layout.ts` repeats these numbers. */
const PIECE_BYTES = 64;
const LITERAL_BYTES = 32;
const LITERAL_LENGTH = 32;
const KIND = 36;
const VALUES = 40;
const THIRD_VALUE = 48;
const KINDS = {
  none: 0,
  views: 1,
  entries: 2,
  'byte-entries': 3,
  uuid: 4,
  integer: 5,
  decimal: 6,
  timestamp: 7,
  date: 8,
  bigint: 9,
  padded: 10,
  nullable: 11,
  json: 12,
  copy: 13,
  doubled: 14,
  csv: 15,
  'short-entries': 16,
  float: 17,
} as const satisfies Record<PieceCell['kind'], number>;

/** Most bytes of a cell that is no text: of a number with its sign and point, of a timestamp of any year. */
const VALUE_BYTES = 48;

export function placePieces(memory: Memory, pieces: readonly RowPiece[]): PlacedPieces {
  const short = shortLiterals(pieces);
  const start = allocate(memory, PIECE_BYTES * short.length);
  const entries = openPieceEntries(memory);
  const fixedBytes = short.reduce(
    (sum, piece, i) => sum + placePiece(memory, entries, start + PIECE_BYTES * i, piece),
    0,
  );
  return { start, end: start + PIECE_BYTES * short.length, fixedBytes };
}

interface ShortPiece {
  readonly literal: Uint8Array;
  readonly cell: PieceCell;
}

/** The same row in pieces whose literals are no longer than a piece can hold. */
function shortLiterals(pieces: readonly RowPiece[]): ShortPiece[] {
  const encoder = new TextEncoder();
  const cut = pieces.map(({ literal, cell }) => cutLiteral(encoder.encode(literal), cell));
  return cut.flatMap((parts, i) => {
    const last = parts.at(-1) as ShortPiece;
    if (last.cell.kind !== 'nullable') return parts;
    const skip = cut
      .slice(i + 1, i + 1 + last.cell.skip)
      .reduce((sum, { length }) => sum + length, 0);
    return [...parts.slice(0, -1), { ...last, cell: { ...last.cell, skip } }];
  });
}

function cutLiteral(literal: Uint8Array, cell: PieceCell): ShortPiece[] {
  const parts: ShortPiece[] = [];
  let from = 0;
  for (; literal.length - from > LITERAL_BYTES; from += LITERAL_BYTES)
    parts.push({ literal: literal.subarray(from, from + LITERAL_BYTES), cell: { kind: 'none' } });
  parts.push({ literal: literal.subarray(from), cell });
  return parts;
}

/** Writes one piece and gives the most bytes that it takes in a row. */
function placePiece(
  memory: Memory,
  entries: PieceEntries,
  at: number,
  { literal, cell }: ShortPiece,
): number {
  const { bytes, view } = memory;
  bytes.fill(0, at, at + PIECE_BYTES);
  bytes.set(literal, at);
  view.setInt32(at + LITERAL_LENGTH, literal.length, true);
  view.setInt32(at + KIND, KINDS[cell.kind], true);
  for (const [i, value] of valueFields(memory, entries, cell).entries())
    view.setInt32(at + VALUES + 4 * i, value, true);
  if (cell.kind === 'decimal') view.setFloat64(at + THIRD_VALUE, 10 ** cell.scale, true);
  return literal.length + fixedBytesOf(cell);
}

function placeText(memory: Memory, text: string): { address: number; length: number } {
  const bytes = new TextEncoder().encode(text);
  const address = allocate(memory, bytes.length);
  memory.bytes.set(bytes, address);
  return { address, length: bytes.length };
}

/** Fields from a on. */
function valueFields(memory: Memory, entries: PieceEntries, cell: PieceCell): number[] {
  switch (cell.kind) {
    case 'none':
      return [];
    case 'views':
    case 'json':
    case 'copy':
      return [cell.text.address.byteOffset, cell.text.length.byteOffset];
    case 'doubled':
      return [cell.text.address.byteOffset, cell.text.length.byteOffset, cell.byte];
    case 'csv':
      return [cell.text.address.byteOffset, cell.text.length.byteOffset, cell.formulaPrefix];
    case 'short-entries':
      return [cell.codes.byteOffset, ...entries.slots(cell.entries)];
    case 'entries':
    case 'byte-entries':
      return [cell.codes.byteOffset, entries.views(cell.entries)];
    case 'uuid':
      return [cell.words.byteOffset];
    case 'decimal':
      return [cell.values.byteOffset, cell.scale];
    case 'float':
      return [cell.values.byteOffset, placePowersOfTen(memory)];
    case 'padded':
      return [cell.values.byteOffset, cell.width];
    case 'nullable': {
      const { address, length } = placeText(memory, cell.nullText);
      return [cell.valid.byteOffset, 0, address, length, cell.skip];
    }
    default:
      return [cell.values.byteOffset];
  }
}

function fixedBytesOf(cell: PieceCell): number {
  switch (cell.kind) {
    case 'none':
    case 'views':
    case 'json':
    case 'copy':
    case 'doubled':
    case 'csv':
      return 0;
    case 'short-entries':
      return SLOT_BYTES;
    case 'entries':
    case 'byte-entries':
      return cell.entries.length.reduce((most, length) => Math.max(most, length), 0);
    case 'padded':
      return VALUE_BYTES + cell.width;
    case 'nullable':
      return 3 * cell.nullText.length;
    default:
      return VALUE_BYTES;
  }
}
