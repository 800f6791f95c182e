import type { Memory } from '../../kernels/memory.ts';
import type { PackedDictionary } from '../../model/batch.ts';
import {
  type PageSpace,
  type PageSpaceOptions,
  pageSpaceSize,
  placePageSpace,
} from './page-space.ts';
import type { ParquetColumn } from './schema.ts';

/** Room for Parquet pages in the memory of a table, taken only when somebody asks for it. */
export interface TableSpace {
  /** Bytes of memory that have to be free. */
  readonly size: number;
  /** Gives the space, which is placed once. */
  open(memory: Memory): PageSpace;
}

/** @param heapBytes text of one batch: no cell that is made there is longer */
export function tableSpace(
  columns: readonly (ParquetColumn & { readonly dictionary?: PackedDictionary })[],
  heapBytes: number,
): TableSpace {
  const sources = columns.map(({ dictionary }) => dictionary);
  const entryBytes = sources.map((source) => (source === undefined ? 0 : longestEntry(source)));
  const options: PageSpaceOptions = { sources, cellBytes: Math.max(heapBytes, ...entryBytes) };
  let placed: PageSpace | undefined;
  return {
    size: pageSpaceSize(columns, options),
    open(memory) {
      placed ??= placePageSpace(memory, columns, options);
      return placed;
    },
  };
}

function longestEntry({ offsets }: PackedDictionary): number {
  let longest = 0;
  for (let i = 1; i < offsets.length; i++)
    longest = Math.max(longest, (offsets[i] as number) - (offsets[i - 1] as number));
  return longest;
}
