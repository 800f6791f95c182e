import { allocate, type Memory, regionSize } from '../kernels/memory.ts';
import { BATCH_ROWS } from '../model/batch.ts';
import { FIELD, PLAN, type RowShape, type Span } from './plan.ts';

/** Cells of one column. */
export interface CellArrays {
  readonly address: Int32Array;
  readonly length: Int32Array;
  readonly tags: Uint8Array;
  readonly valid: Uint8Array;
}

/** Everything that reading rows touches, laid out in one memory. */
export interface ReaderFrame {
  readonly memory: Memory;
  /** Bytes of the file; CSV's sentinel and a line feed that the file lacks may stand behind them. */
  readonly block: { readonly start: number; readonly end: number };
  /** Unescaped text of one batch. As large as the block: unescaping makes no text longer. */
  readonly heapStart: number;
  readonly columns: readonly CellArrays[];
  readonly raw: { readonly address: Int32Array; readonly length: Int32Array };
  readonly sound: Uint8Array;
  readonly wide: Uint8Array;
  readonly lines: Int32Array;
  readonly plan: Plan;
}

/** The plan of `kernels/readers/plan.ts`, in memory, so that both engines go by the same words. */
export interface Plan {
  readonly address: number;
  get(word: number): number;
  set(word: number, value: number): void;
  /** Undefined until rows have shown one. */
  readonly shape: RowShape | undefined;
  setShape(shape: RowShape): void;
}

/** Bytes for literals between values. A shape that needs more is left to the exact path. */
export const LITERAL_BYTES = 1 << 16;

/** Bytes that a file's text may go on behind the block: a line feed or a sentinel. */
const BEHIND_BLOCK = 2;

const planBytes = (columnCount: number): number => PLAN.FIELDS + columnCount * FIELD.FIELD_BYTES;

/** Bytes of memory that {@link openReaderFrame} takes. */
export function readerFrameSize(columnCount: number, blockBytes: number): number {
  const words = regionSize(4 * BATCH_ROWS);
  const flags = regionSize(BATCH_ROWS);
  const rows = 3 * words + 2 * flags;
  const buffers = regionSize(blockBytes + BEHIND_BLOCK) + regionSize(blockBytes);
  const plan = regionSize(planBytes(columnCount)) + regionSize(LITERAL_BYTES);
  return rows + columnCount * (2 * words + 2 * flags) + buffers + plan + 64;
}

export function openReaderFrame(
  memory: Memory,
  columnCount: number,
  blockBytes: number,
): ReaderFrame {
  const { buffer } = memory;
  const words = () => new Int32Array(buffer, allocate(memory, 4 * BATCH_ROWS), BATCH_ROWS);
  const flags = () => new Uint8Array(buffer, allocate(memory, BATCH_ROWS), BATCH_ROWS);
  const columns = Array.from({ length: columnCount }, () => ({
    address: words(),
    length: words(),
    tags: flags(),
    valid: flags(),
  }));
  const raw = { address: words(), length: words() };
  const rows = { raw, sound: flags(), wide: flags(), lines: words() };
  const start = allocate(memory, blockBytes + BEHIND_BLOCK);
  const heapStart = allocate(memory, blockBytes);
  const plan = openPlan(memory, columns);
  plan.set(PLAN.RAW_ADDRESS, raw.address.byteOffset);
  plan.set(PLAN.RAW_LENGTH, raw.length.byteOffset);
  plan.set(PLAN.WIDE, rows.wide.byteOffset);
  plan.set(PLAN.LINES, rows.lines.byteOffset);
  plan.set(PLAN.POSITION, start);
  plan.set(PLAN.HEAP, heapStart);
  return { memory, block: { start, end: start + blockBytes }, heapStart, columns, ...rows, plan };
}

function openPlan(memory: Memory, columns: readonly CellArrays[]): Plan {
  const address = allocate(memory, planBytes(columns.length));
  const { view } = memory;
  const get = (word: number): number => view.getInt32(address + word, true);
  const set = (word: number, value: number): void => view.setInt32(address + word, value, true);
  let shape: RowShape | undefined;
  return {
    address,
    get,
    set,
    get shape() {
      return shape;
    },
    setShape(next) {
      shape = next;
      set(PLAN.FIELD_COUNT, next.fields.length);
      set(PLAN.TAIL, next.tail.address);
      set(PLAN.TAIL_LENGTH, next.tail.length);
      set(PLAN.DELIMITER, next.delimiter);
      next.fields.forEach(({ column, literal }, index) => {
        const field = PLAN.FIELDS + index * FIELD.FIELD_BYTES;
        const cells = columns[column] as CellArrays;
        set(field + FIELD.LITERAL, literal.address);
        set(field + FIELD.LITERAL_LENGTH, literal.length);
        set(field + FIELD.CELL_ADDRESS, cells.address.byteOffset);
        set(field + FIELD.CELL_LENGTH, cells.length.byteOffset);
        set(field + FIELD.CELL_TAG, cells.tags.byteOffset);
      });
    },
  };
}

/** Marks all cells of a row absent. */
export function clearRow({ columns, block }: ReaderFrame, row: number): void {
  for (const { address, length, tags } of columns) {
    address[row] = block.start;
    length[row] = 0;
    tags[row] = 0;
  }
}

/** Puts a cell where a row's is. */
export function putCell(cells: CellArrays, row: number, at: Span, tag: number): void {
  cells.address[row] = at.address;
  cells.length[row] = at.length;
  cells.tags[row] = tag;
}
