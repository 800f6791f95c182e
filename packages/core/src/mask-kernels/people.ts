import type { Memory } from '../kernels/memory.ts';
import type { MaskKernels } from './mask-kernels.ts';
import { DRAW_BYTES, LIST_BYTES, listReader } from './text-lists.ts';

/** What is written of a person: a sum. */
export const NameParts = {
  first: 1,
  last: 2,
  /** The last name stands first. */
  lastAhead: 4,
  /** A blank between the two. */
  blank: 8,
} as const;

/** Lists of one sex, one behind the other: first names, last names, and the folded form of each. */
const NAME_LISTS = 4;

const BLANK = 0x20;

/**
 * Names of invented people, as `drawPerson` and `writePerson` have them. Lists are those of the female sex, then those
 * of the male; the lowest bit of word 0 of a draw chooses between them, word 1 the first name, word 2 the last.
 */
export function peopleKernels(memory: Memory): Pick<MaskKernels, 'writePeople'> {
  const { bytes, view } = memory;
  const { word, place, copy, isSame } = listReader(memory);
  /** A name from parts: what each of the two names does, with a blank between. */
  const inOrder = (parts: number, first: (at: number) => number, last: (at: number) => number) => {
    const blank = (at: number): number => {
      if ((parts & NameParts.blank) === 0) return at;
      bytes[at] = BLANK;
      return at + 1;
    };
    return (at: number): number =>
      parts & NameParts.lastAhead ? first(blank(last(at))) : last(blank(first(at)));
  };
  return {
    writePeople(
      draws,
      count,
      lists,
      parts,
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
          const sex = lists + (word(draw) & 1) * NAME_LISTS * LIST_BYTES;
          const first = place(sex, word(draw + 4));
          const last = place(sex + LIST_BYTES, word(draw + 8));
          const write = (folded: number) =>
            inOrder(
              parts,
              (to) => (parts & NameParts.first ? copy(to, sex + folded, first) : to),
              (to) => (parts & NameParts.last ? copy(to, sex + folded + LIST_BYTES, last) : to),
            );
          const foldedEnd = write(2 * LIST_BYTES)(at);
          const isValue = foldedEnd - at === self && isSame(at, word(selfAddress + 4 * i), self);
          if (isValue) bytes[left + i] = 1;
          at = write(0)(at);
        }
        view.setInt32(outAddress + 4 * i, start, true);
        view.setInt32(outLength + 4 * i, at - start, true);
      }
      return at;
    },
  };
}
