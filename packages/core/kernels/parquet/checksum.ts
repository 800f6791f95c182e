/**
 * CRC-32 as gzip has it (ISO 3309; polynomial 0xedb88320, reflected), 16 bytes a step: table `k` of 256 words says
 * what a byte does to the sum when `k` more bytes follow it.
 */
const POLYNOMIAL: u32 = 0xedb88320;
const TABLES: u32 = 16;
const TABLE_BYTES: usize = 1024;

/** Fills the 16 KiB of tables. */
export function fillChecksumTables(tables: usize): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let sum = byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >> 1) ^ (POLYNOMIAL & (0 - (sum & 1)));
    store<u32>(tables + (<usize>byte << 2), sum);
  }
  for (let k: usize = 1; k < TABLES; k++) {
    for (let byte: usize = 0; byte < 256; byte++) {
      const sum = load<u32>(tables + (k - 1) * TABLE_BYTES + (byte << 2));
      store<u32>(tables + k * TABLE_BYTES + (byte << 2), (sum >> 8) ^ load<u32>(tables + (<usize>(sum & 255) << 2)));
    }
  }
}

/** What the lowest byte of a word does when `k` bytes follow it. */
// @ts-ignore: decorator
@inline
function effect(tables: usize, k: usize, word: u32): u32 {
  return load<u32>(tables + k * TABLE_BYTES + (<usize>(word & 255) << 2));
}

// @ts-ignore: decorator
@inline
function effects(tables: usize, k: usize, word: u32): u32 {
  return (
    effect(tables, k + 3, word) ^
    effect(tables, k + 2, word >> 8) ^
    effect(tables, k + 1, word >> 16) ^
    effect(tables, k, word >> 24)
  );
}

/**
 * The sum of bytes that follow others.
 *
 * @param before sum of the bytes before them; 0 for none
 * @param tables as {@link fillChecksumTables} leaves them
 */
export function updateChecksum(bytes: usize, length: u32, before: u32, tables: usize): u32 {
  let sum = ~before;
  let at = bytes;
  const end = bytes + length;
  for (; at + 16 <= end; at += 16) {
    sum =
      effects(tables, 12, load<u32>(at) ^ sum) ^
      effects(tables, 8, load<u32>(at, 4)) ^
      effects(tables, 4, load<u32>(at, 8)) ^
      effects(tables, 0, load<u32>(at, 12));
  }
  for (; at < end; at++) sum = (sum >> 8) ^ effect(tables, 0, sum ^ load<u8>(at));
  return ~sum;
}
