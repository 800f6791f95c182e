import { allocate, type Memory, regionSize } from '../../kernels/memory.ts';
import type { PackedDictionary } from '../../model/batch.ts';
import type { ValueKind } from '../../model/value-type.ts';
import type { EngineName } from '../../wasm/choose-engine.ts';
import { openMemory } from '../../wasm/open-memory.ts';
import { openFastPageKernels } from '../../wasm/parquet-kernels.ts';
import {
  DICTIONARY_ENTRIES,
  DICTIONARY_SLOTS,
  DICTIONARY_TEXT_BYTES,
  PAGE_COLUMN_BYTES,
  PAGE_ROWS,
  PAGE_TEXT_BYTES,
} from './limits.ts';
import {
  CHECKSUM_TABLES_BYTES,
  DELTA_SCRATCH_BYTES,
  DICTIONARY,
  DICTIONARY_BYTES,
  type PageKernels,
  SNAPPY_TABLE_BYTES,
} from './page-kernels.ts';
import { referencePageKernels } from './reference/page-kernels.ts';
import type { ParquetColumn } from './schema.ts';

/**
 * Where pages are put together: regions of one memory, and the kernels that work on it. Serves one file after another;
 * none any more after one that failed.
 */
export interface PageSpace {
  readonly memory: Memory;
  readonly kernels: PageKernels;
  readonly regions: PageRegions;
  readonly columns: readonly ColumnSpace[];
}

export interface PageRegions {
  /** An encoded page, and how many bytes it may have. */
  readonly body: number;
  /** A compressed page. */
  readonly packed: number;
  readonly packedBytes: number;
  readonly levels: number;
  /** One 64-bit cell a row. */
  readonly values: number;
  /** One 32-bit cell a row. */
  readonly codes: number;
  readonly bounds: number;
  readonly deltaScratch: number;
  readonly snappyTable: number;
  readonly checksumTables: number;
  /** Text of rows that wait for the rest of their page. */
  readonly texts: number;
  readonly textBytes: number;
}

/** What belongs to one column. */
export interface ColumnSpace {
  /** Cells that wait for the rest of their page, and a flag for each: 16 bytes a row where nothing else is known. */
  readonly cells: number;
  readonly valid: number;
  /** Distinct texts; 0 where none are looked for. */
  readonly dictionary: number;
  /** Entries of the dictionary that cells come as numbers of, by number. */
  readonly known: { readonly address: number; readonly source: PackedDictionary } | undefined;
}

export interface PageSpaceOptions {
  /** The longest text that a cell may have. */
  readonly cellBytes?: number;
  /** By column, the dictionary that its cells are entries of. */
  readonly sources?: readonly (PackedDictionary | undefined)[];
}

/** Bytes of staged cells per row: texts have an address, a length and the number of an entry. */
const STAGED_BYTES: Readonly<Record<ValueKind, number>> = {
  string: 12,
  json: 12,
  integer: 8,
  decimal: 8,
  timestamp: 8,
  date: 8,
  float: 8,
  bigint: 8,
  boolean: 1,
  uuid: 16,
};

/** What a page has beside its text: lengths as differences, at most five bytes each, and cells of 16 bytes. */
const BESIDE_TEXT_BYTES = 16 * PAGE_ROWS + 4096;
/** Room for the cell that kernels write behind the last one. */
const ROWS = PAGE_ROWS + 1;
const BOUNDS_BYTES = 16;

type Take = (byteLength: number) => number;

/** Takes all regions, in one order, whoever counts or hands them out. */
function layOut(
  columns: readonly ParquetColumn[],
  { cellBytes = PAGE_TEXT_BYTES, sources = [] }: PageSpaceOptions,
  take: Take,
): { regions: PageRegions; columns: ColumnSpace[] } {
  const bodyBytes = Math.max(PAGE_COLUMN_BYTES, cellBytes) + BESIDE_TEXT_BYTES;
  const packedBytes = bodyBytes + Math.ceil(bodyBytes / 6) + 64;
  const textBytes = Math.max(PAGE_TEXT_BYTES, cellBytes);
  const regions = {
    body: take(bodyBytes),
    packed: take(packedBytes),
    packedBytes,
    levels: take(PAGE_ROWS / 8 + 16),
    values: take(8 * ROWS),
    codes: take(4 * ROWS),
    bounds: take(BOUNDS_BYTES),
    deltaScratch: take(DELTA_SCRATCH_BYTES),
    snappyTable: take(SNAPPY_TABLE_BYTES),
    checksumTables: take(CHECKSUM_TABLES_BYTES),
    texts: take(textBytes),
    textBytes,
  };
  return {
    regions,
    columns: columns.map(({ type }, c) => {
      const source = sources[c];
      return {
        cells: take(STAGED_BYTES[type.kind] * PAGE_ROWS),
        valid: take(PAGE_ROWS),
        // Documents hardly repeat: looking for repeats would cost more than it saves.
        dictionary: type.kind === 'string' ? takeDictionary(take) : 0,
        known: source && { source, address: take(4 * (source.offsets.length - 1)) },
      };
    }),
  };
}

/** The parts follow their dictionary in this order; {@link openDictionary} counts on it. */
function takeDictionary(take: Take): number {
  const address = take(DICTIONARY_BYTES);
  for (const part of DICTIONARY_PARTS) take(part);
  return address;
}

const DICTIONARY_PARTS = [
  4 * DICTIONARY_SLOTS,
  4 * DICTIONARY_ENTRIES,
  DICTIONARY_TEXT_BYTES,
] as const;

/** Bytes of memory that {@link placePageSpace} takes. */
export function pageSpaceSize(
  columns: readonly ParquetColumn[],
  options: PageSpaceOptions = {},
): number {
  let size = 0;
  layOut(columns, options, (byteLength) => {
    size += regionSize(byteLength);
    return 0;
  });
  return size;
}

/** Lays the regions out behind what the memory already holds. */
export function placePageSpace(
  memory: Memory,
  columns: readonly ParquetColumn[],
  options: PageSpaceOptions = {},
): PageSpace {
  const kernels =
    memory.wasm === undefined ? referencePageKernels(memory) : openFastPageKernels(memory);
  const placed = layOut(columns, options, (byteLength) => allocate(memory, byteLength));
  kernels.fillChecksumTables(placed.regions.checksumTables);
  for (const { dictionary } of placed.columns) {
    if (dictionary !== 0) openDictionary(memory, dictionary);
  }
  return { memory, kernels, ...placed };
}

/** A space in memory of its own, for batches that lie elsewhere. */
export function createPageSpace(
  columns: readonly ParquetColumn[],
  options: PageSpaceOptions & { readonly engine?: EngineName } = {},
): PageSpace {
  const { engine } = options;
  const memory = openMemory(pageSpaceSize(columns, options) + 64, engine && { engine });
  return placePageSpace(memory, columns, options);
}

function openDictionary({ view, guardBytes }: Memory, address: number): void {
  let part = address + regionSize(DICTIONARY_BYTES) + guardBytes;
  const [slots, starts, texts] = DICTIONARY_PARTS.map((byteLength) => {
    const at = part;
    part += regionSize(byteLength) + guardBytes;
    return at;
  }) as [number, number, number];
  const fields = {
    entryRoom: DICTIONARY_ENTRIES,
    byteRoom: DICTIONARY_TEXT_BYTES,
    slots,
    mask: DICTIONARY_SLOTS - 1,
    texts,
    starts,
  };
  for (const [field, value] of Object.entries(fields)) {
    view.setInt32(address + DICTIONARY[field as keyof typeof fields], value, true);
  }
}
