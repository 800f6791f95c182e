import { OVERSHOOT } from './layout';

/** Copies 16 bytes. */
// @ts-ignore: decorator
@inline
export function copy16(to: usize, from: usize): void {
  v128.store(to, v128.load(from));
}

/**
 * Copies text 16 bytes at a time and gives the address behind it. Up to 15 bytes behind the text are read and
 * overwritten too, so texts are written from left to right and OVERSHOOT bytes follow both ends.
 */
// @ts-ignore: decorator
@inline
export function copyText(to: usize, from: usize, length: u32): usize {
  copy16(to, from);
  if (length > 16) {
    const end = from + length;
    let at = from + OVERSHOOT;
    let out = to + OVERSHOOT;
    for (; at < end; at += OVERSHOOT, out += OVERSHOOT) copy16(out, at);
  }
  return to + length;
}
