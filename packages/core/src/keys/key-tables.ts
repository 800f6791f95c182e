import { allocate, type Memory, regionSize } from '../kernels/memory.ts';
import { openKeyKernels } from './open-key-kernels.ts';
import { BLOCK_KEYS, type KeyBlock, type PartitionReader } from './read-partitions.ts';

/** Slots of the largest table; with 8 bytes each it fits into the second cache of most processors. */
const MOST_TABLE_BITS = 17;
const LEAST_TABLE_BITS = 6;
const SLOT_BYTES = 16;
const TALLY_BYTES = 12;

/** What is known of a table, and the keys that it answers for. */
export interface KeyTable {
  /** Distinct keys of this pass. */
  readonly distinct: number;
  /** Distinct keys that came more than once, and how often one came again. */
  readonly groups: number;
  readonly repeats: number;
  /** Indexes of the keys of a block that came more than once, each behind the slot that equal keys share. */
  repeated(block: KeyBlock): Uint32Array;
  /** Indexes of the keys of a block that are not in the table. */
  missing(block: KeyBlock): Uint32Array;
}

export interface KeyTables {
  /**
   * Hands on tables that together hold all keys of a partition: one, or several with a share of the keys each, where
   * one cannot hold them. What `use` made of a partition counts only from its last `restart` on.
   */
  forEachTable(
    reader: PartitionReader,
    partition: number,
    restart: () => void,
    use: (table: KeyTable) => void,
  ): void;
}

export const tablesSize = (): number =>
  regionSize(SLOT_BYTES << MOST_TABLE_BITS) + regionSize(TALLY_BYTES) + regionSize(8 * BLOCK_KEYS);

export function openKeyTables(memory: Memory): KeyTables {
  const kernels = openKeyKernels(memory);
  const slots = allocate(memory, SLOT_BYTES << MOST_TABLE_BITS);
  const tally = new Uint32Array(memory.buffer, allocate(memory, TALLY_BYTES), 3);
  const out = new Uint32Array(memory.buffer, allocate(memory, 8 * BLOCK_KEYS), 2 * BLOCK_KEYS);

  const fill = (reader: PartitionReader, partition: number, where: Where): boolean => {
    memory.bytes.fill(0, slots, slots + (SLOT_BYTES << where.tableBits));
    tally.fill(0);
    return reader.forEachBlock(partition, (block) => {
      const { tableBits, passBits, pass } = where;
      const { hashes, rests, count } = block;
      const address = tally.byteOffset;
      return (
        kernels.insertKeys(hashes, rests, count, slots, tableBits, passBits, pass, address) !== 0
      );
    });
  };
  const tableOf = (where: Where): KeyTable => {
    const list = (kernel: 'listRepeated' | 'listMissing', block: KeyBlock, words: number) => {
      const { tableBits, passBits, pass } = where;
      const listed = kernels[kernel](
        ...([block.hashes, block.rests, block.count] as const),
        ...([slots, tableBits, passBits, pass, out.byteOffset] as const),
      );
      return out.subarray(0, words * listed);
    };
    const [distinct = 0, groups = 0, repeats = 0] = tally;
    return {
      distinct,
      groups,
      repeats,
      repeated: (block) => list('listRepeated', block, 2),
      missing: (block) => list('listMissing', block, 1),
    };
  };
  return {
    forEachTable(reader, partition, restart, use) {
      const tableBits = tableBitsFor(reader.size(partition));
      // Keys may repeat, so how many are distinct shows only when the table is full.
      for (let passBits = 0; ; passBits++) {
        restart();
        let pass = 0;
        for (; pass < 2 ** passBits; pass++) {
          const where = { tableBits, passBits, pass };
          if (!fill(reader, partition, where)) break;
          use(tableOf(where));
        }
        if (pass === 2 ** passBits) return;
      }
    },
  };
}

interface Where {
  readonly tableBits: number;
  readonly passBits: number;
  readonly pass: number;
}

/** Twice as many slots as keys, as far as tables go. */
function tableBitsFor(keys: number): number {
  const wanted = Math.ceil(Math.log2(2 * Math.max(1, keys)));
  return Math.min(MOST_TABLE_BITS, Math.max(LEAST_TABLE_BITS, wanted));
}
