import type { Memory } from '../kernels/memory.ts';
import type { MaskKernels } from './mask-kernels.ts';
import { DRAW_BYTES, LIST_BYTES, listReader } from './text-lists.ts';

const POINT = 0x2e;
const AT_SIGN = 0x40;
const BASE32 = new TextEncoder().encode('abcdefghijklmnopqrstuvwxyz234567');

/**
 * Addresses of invented people, as `writeLocalNames`, `writeEmailToken` and `drawEmailDomain` have them. Lists are first
 * and last names in `a-z0-9` of the female sex, then of the male.
 */
export function emailKernels(memory: Memory): Pick<MaskKernels, 'writeEmails'> {
  const { bytes, view } = memory;
  const { word, place, copy, isSame } = listReader(memory);

  const writeNames = (to: number, owner: number, lists: number, room: number): number => {
    const sex = lists + (word(owner) & 1) * 2 * LIST_BYTES;
    let at = copy(to, sex, place(sex, word(owner + 4)));
    bytes[at] = POINT;
    at = copy(at + 1, sex + LIST_BYTES, place(sex + LIST_BYTES, word(owner + 8)));
    at = Math.min(at, to + Math.max(0, room - 1));
    while (at > to && bytes[at - 1] === POINT) at -= 1;
    if (at === to) return to;
    bytes[at] = POINT;
    return at + 1;
  };
  const writeToken = (to: number, draw: number, length: number): number => {
    for (let i = 0; i < length; i++) {
      const bit = 5 * i;
      const pair = view.getUint16(draw + (bit >> 3));
      bytes[to + i] = BASE32[(pair >> (11 - (bit & 7))) & 31] as number;
    }
    return to + length;
  };
  return {
    writeEmails(
      owners,
      draws,
      count,
      lists,
      domains,
      room,
      tokenLength,
      selfAddress,
      selfLength,
      heap,
      outAddress,
      outLength,
      left,
    ) {
      let at = heap;
      for (let i = 0; i < count; i++) {
        const start = at;
        const self = word(selfLength + 4 * i);
        if (self > 0) {
          const draw = draws + DRAW_BYTES * i;
          at = writeNames(at, owners + DRAW_BYTES * i, lists, room);
          at = writeToken(at, draw, tokenLength);
          bytes[at] = AT_SIGN;
          at = copy(at + 1, domains, place(domains, word(draw + 12)));
          const isValue = at - start === self && isSame(start, word(selfAddress + 4 * i), self);
          if (isValue) bytes[left + i] = 1;
        }
        view.setInt32(outAddress + 4 * i, start, true);
        view.setInt32(outLength + 4 * i, at - start, true);
      }
      return at;
    },
  };
}
