import type { Memory } from '../kernels/memory.ts';
import { type OpenMemoryOptions, openMemory } from '../wasm/open-memory.ts';
import { collectorSize, type KeyBatch, openKeyCollector } from './collect-keys.ts';
import type { RepeatedKeys } from './find-repeated.ts';
import { keySearchSize, openKeySearch } from './key-search.ts';
import { type KeySource, segmentLayout } from './segment.ts';

/** Where keys go that memory does not hold. */
export interface KeySpill extends KeySource {
  /** Adds bytes behind those that are there. */
  append(bytes: Uint8Array): void;
}

export interface UniqueKeysOptions extends OpenMemoryOptions {
  /** Bytes of keys that memory holds; 64 MiB when absent. A key takes 12, one of 128 bits 20. */
  readonly budgetBytes?: number;
  /** Keys have 128 bits. */
  readonly isWide?: boolean;
  /** Opens the place for keys beyond the budget, when there are any. */
  openSpill(): KeySpill;
}

/** Finds repeated keys in a stream of them. */
export interface UniqueKeys {
  add(batch: KeyBatch): void;
  /** @param limit most rows to list */
  finish(limit: number): RepeatedKeys;
}

const BUDGET_BYTES = 1 << 26;
const SEGMENT_KEYS = 1 << 18;

/** Opens a search whose memory does not grow with the keys. It may be used again once it has finished. */
export function openUniqueKeys({
  budgetBytes = BUDGET_BYTES,
  isWide = false,
  openSpill,
  ...options
}: UniqueKeysOptions): UniqueKeys {
  const segmentBytes = segmentLayout({ count: SEGMENT_KEYS, isWide }).byteLength;
  const segments = Math.max(1, Math.floor(budgetBytes / segmentBytes));
  const shape = { isWide, segmentKeys: SEGMENT_KEYS, segments };
  const memory = openMemory(collectorSize(shape) + keySearchSize(), options);
  const search = openKeySearch(memory);
  let spill: KeySpill | undefined;
  const collector = openKeyCollector(memory, {
    ...shape,
    write(bytes) {
      spill ??= openSpill();
      spill.append(bytes);
    },
  });
  return {
    add: collector.add,
    finish(limit) {
      collector.seal();
      const held = sourceInMemory(memory, collector.held());
      const found = search.repeated(spill === undefined ? [held] : [held, spill], limit);
      collector.clear();
      spill = undefined;
      return found;
    },
  };
}

function sourceInMemory(
  { bytes }: Memory,
  { address, byteLength }: { readonly address: number; readonly byteLength: number },
): KeySource {
  const read = (position: number, into: Uint8Array): void =>
    into.set(bytes.subarray(address + position, address + position + into.length));
  return { address, byteLength, read };
}
