import { openMaskKernels } from '../../mask-kernels/open-mask-kernels.ts';
import { NameParts } from '../../mask-kernels/people.ts';
import { COLUMN_PRF_SIZE } from '../column-prf.ts';
import type { MaskContext } from '../define.ts';
import { PERSON_USE, type PersonPart } from '../fake-people.ts';
import type { MaskNames } from '../mask-names.ts';
import { normaliseIdentity } from '../normalise.ts';
import type { PersonOptions } from '../person-options.ts';
import type { CellMask, CellMaskPlan, CellSpace } from './cell-mask.ts';
import { countLeft } from './count-left.ts';
import { heapRoom } from './heap-room.ts';
import { openOwnedCells, ownedCellsSize } from './owner-cells.ts';
import { longestText, placeTextLists, textListsSize } from './text-lists.ts';

type Lists = readonly (readonly string[])[];

/** What is masked, and by whose names. */
interface NamesOfColumn {
  readonly parts: number;
  readonly lists: Lists;
  /** Most bytes of a name. */
  readonly longest: number;
  readonly by: string | undefined;
}

/** Names of invented people on columns: first, last or full ones, of one locale and the sex that the key decides. */
export function personCells(
  part: PersonPart,
  options: PersonOptions,
  context: MaskContext,
): CellMaskPlan | undefined {
  const { by, genderFrom, localeFrom, locale = context.locale } = options;
  if (genderFrom !== undefined || localeFrom !== undefined) return undefined;
  const { people } = context.words(locale);
  const parts = partsOf(part, people);
  if (parts === undefined) return undefined;
  const lists = listsOf(people);
  // Characters take a byte at least. Where a name could be too long, another one has to be drawn for it.
  const longest = longestOf(people);
  if (longest > (context.maxLength ?? Number.POSITIVE_INFINITY)) return undefined;
  return {
    size: ownedCellsSize(by) + COLUMN_PRF_SIZE + textListsSize(lists),
    open: (space) => openPersonCells(space, context, { parts, lists, longest, by }),
  };
}

function partsOf(part: PersonPart, { order, joiner }: MaskNames): number | undefined {
  if (part === 'first') return NameParts.first;
  if (part === 'last') return NameParts.last;
  if (part !== 'full') return undefined;
  const both = NameParts.first + NameParts.last + (joiner === ' ' ? NameParts.blank : 0);
  return order === 'last first' ? both + NameParts.lastAhead : both;
}

const listsOf = ({ female, male }: MaskNames): Lists =>
  [female, male].flatMap(({ first, last }) => {
    const names = [first.text, last.text];
    return [...names, ...names.map((list) => list.map(normaliseIdentity))];
  });

function longestOf({ female, male }: MaskNames): number {
  const lists = [female, male].flatMap(({ first, last }) => [first.text, last.text]);
  const folded = lists.map((list) => list.map(normaliseIdentity));
  return 2 * longestText(...lists, ...folded) + 1;
}

function openPersonCells(
  space: CellSpace,
  context: MaskContext,
  { parts, lists, longest, by }: NamesOfColumn,
): CellMask {
  const { memory, heap } = space;
  const identify = openOwnedCells(space, by);
  const prf = context.key.columnPrf(PERSON_USE, memory);
  const start = placeTextLists(memory, lists);
  const { writePeople } = openMaskKernels(memory);
  return (column) => {
    const { rowCount, cells, masks, left } = column;
    const { self, owner } = identify(column);
    const draws = prf.digest(owner, rowCount);
    heap.next = writePeople(
      draws.byteOffset,
      rowCount,
      start,
      parts,
      self.address.byteOffset,
      self.length.byteOffset,
      heapRoom(heap, rowCount * longest),
      masks.address.byteOffset,
      masks.length.byteOffset,
      left.byteOffset,
    );
    masks.valid.set(cells.valid);
    return countLeft(left, rowCount);
  };
}
