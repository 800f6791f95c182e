import type { Memory } from '../kernels/memory.ts';
import type { Batch } from '../model/batch.ts';
import { openMemory } from '../wasm/open-memory.ts';
import { openBatchKeys } from './batch-keys.ts';
import { collectorSize, openKeyCollector } from './collect-keys.ts';
import type { KeyForm } from './key-form.ts';

/** A key to compute of every row, and who takes its segments. */
export interface KeyTarget {
  readonly form: KeyForm;
  /** Takes segments, to be read by a search; the bytes are valid until it returns. */
  write(bytes: Uint8Array): void;
}

/** Computes the keys of a table while its batches are in memory. */
export interface KeyWriter {
  add(batch: Batch): void;
  /** Writes what is left. */
  finish(): void;
}

/** Keys of a segment: 1.5 MB of memory for each target, 2.6 MB where keys have 128 bits. */
const SEGMENT_KEYS = 1 << 16;
const RESERVED_BYTES = 64;

/**
 * @param memory what the batches point into, with room for {@link BATCH_KEYS_SIZE} bytes
 * @param secret 16 bytes, the same for all keys that are compared
 */
export function openKeyWriter(
  memory: Memory,
  secret: Uint8Array,
  targets: readonly KeyTarget[],
): KeyWriter {
  const keys = openBatchKeys(memory, secret);
  const shapes = targets.map(({ form: { isWide }, write }) => ({
    isWide,
    segmentKeys: SEGMENT_KEYS,
    segments: 1,
    write,
  }));
  const sizes = shapes.map(collectorSize).reduce((sum, size) => sum + size, RESERVED_BYTES);
  const own = openMemory(sizes);
  const collectors = shapes.map((shape) => openKeyCollector(own, shape));
  return {
    add(batch) {
      for (const [i, { form }] of targets.entries())
        keys.forEach(batch, form, (found) => collectors[i]?.add(found));
    },
    finish() {
      for (const collector of collectors) {
        collector.seal();
        collector.flush();
      }
    },
  };
}
