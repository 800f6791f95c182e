/** Kernels whose cells are views of text that lies in memory already: no byte is copied. */
import { placeCell } from './cells';

/**
 * Cells become entries of a dictionary.
 *
 * @param codes i32[count]
 * @param entryAddress,entryLength i32 per entry
 */
export function gather(
  codes: usize,
  entryAddress: usize,
  entryLength: usize,
  address: usize,
  length: usize,
  count: i32,
): void {
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    const entry = <usize>load<u32>(codes + row) << 2;
    placeCell(address, length, row, load<u32>(entryAddress + entry), load<u32>(entryLength + entry));
  }
}

/**
 * Cell `i` is that of the option that `codes[i]` names.
 *
 * @param options two words per option: where its addresses and its lengths lie
 */
export function selectText(codes: usize, options: usize, address: usize, length: usize, count: i32): void {
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 4) {
    const option = options + (<usize>load<u32>(codes + row) << 3);
    const from = load<u32>(<usize>load<u32>(option) + row);
    placeCell(address, length, row, from, load<u32>(<usize>load<u32>(option + 4) + row));
  }
}

/**
 * One of two texts by a flag.
 *
 * @param value u8[count], 0 or 1
 * @param no,yes address and length of the texts
 */
export function flagText(
  value: usize,
  no: u32,
  noLength: u32,
  yes: u32,
  yesLength: u32,
  address: usize,
  length: usize,
  count: i32,
): void {
  const noes = i32x4.splat(no);
  const yeses = i32x4.splat(yes);
  const noLengths = i32x4.splat(noLength);
  const yesLengths = i32x4.splat(yesLength);
  for (let row: usize = 0, end = <usize>count << 2; row < end; row += 16) {
    const flags = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(value + (row >> 2))));
    const isNo = i32x4.eq(flags, i32x4.splat(0));
    v128.store(address + row, v128.bitselect(noes, yeses, isNo));
    v128.store(length + row, v128.bitselect(noLengths, yesLengths, isNo));
  }
}
