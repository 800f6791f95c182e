import type { TextBuffer } from '../kernels/frame.ts';
import { allocate, type Memory } from '../kernels/memory.ts';

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
  | { readonly kind: 'byte-entries'; readonly codes: Uint8Array; readonly entries: TextBuffer }
  | { readonly kind: 'uuid'; readonly words: Int32Array }
  | { readonly kind: 'integer' | 'timestamp' | 'date'; readonly values: Float64Array }
  | { readonly kind: 'decimal'; readonly values: Float64Array; readonly scale: number }
  /** Whole numbers in at least `width` digits. */
  | { readonly kind: 'padded'; readonly values: Float64Array; readonly width: number }
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
const PIECE_BYTES = 48;
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
  padded: 11,
  nullable: 12,
  json: 13,
  copy: 14,
  doubled: 15,
  csv: 16,
} as const satisfies Record<PieceCell['kind'], number>;
const FIRST_VALUE = 12;
const NULL_TEXT = 28;

/** Most bytes of a cell that is no text: of a number with its sign and point, of a timestamp of any year. */
const VALUE_BYTES = 48;

export function placePieces(memory: Memory, pieces: readonly RowPiece[]): PlacedPieces {
  const start = allocate(memory, PIECE_BYTES * pieces.length);
  const fixedBytes = pieces.reduce(
    (sum, piece, i) => sum + placePiece(memory, start + PIECE_BYTES * i, piece),
    0,
  );
  return { start, end: start + PIECE_BYTES * pieces.length, fixedBytes };
}

/** Writes one piece and gives the most bytes that it takes in a row. */
function placePiece(memory: Memory, at: number, { literal, cell }: RowPiece): number {
  const before = placeText(memory, literal);
  const fields = [KINDS[cell.kind], before.address, before.length, ...valueFields(cell)];
  for (const [i, field] of fields.entries()) memory.view.setInt32(at + 4 * i, field, true);
  if (cell.kind === 'decimal') memory.view.setFloat64(at + FIRST_VALUE + 8, 10 ** cell.scale, true);
  if (cell.kind !== 'nullable') return before.length + fixedBytesOf(cell);
  const text = placeText(memory, cell.nullText);
  for (const [i, field] of [text.address, text.length, cell.skip].entries())
    memory.view.setInt32(at + NULL_TEXT + 4 * i, field, true);
  return before.length + text.length;
}

function placeText(memory: Memory, text: string): { address: number; length: number } {
  const bytes = new TextEncoder().encode(text);
  const address = allocate(memory, bytes.length);
  memory.bytes.set(bytes, address);
  return { address, length: bytes.length };
}

/** Fields a, b and c of a piece. */
function valueFields(cell: PieceCell): number[] {
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
    case 'entries':
    case 'byte-entries':
      return [
        cell.codes.byteOffset,
        cell.entries.address.byteOffset,
        cell.entries.length.byteOffset,
      ];
    case 'uuid':
      return [cell.words.byteOffset];
    case 'decimal':
      return [cell.values.byteOffset, cell.scale];
    case 'padded':
      return [cell.values.byteOffset, cell.width];
    case 'nullable':
      return [cell.valid.byteOffset];
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
    case 'entries':
    case 'byte-entries':
      return cell.entries.length.reduce((most, length) => Math.max(most, length), 0);
    case 'padded':
      return VALUE_BYTES + cell.width;
    default:
      return VALUE_BYTES;
  }
}
