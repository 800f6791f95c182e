import { openMaskKernels } from '../../mask-kernels/open-mask-kernels.ts';
import { COLUMN_PRF_SIZE } from '../column-prf.ts';
import type { MaskContext } from '../define.ts';
import { EMAIL_DOMAINS, EMAIL_USE } from '../fake-email-parts.ts';
import { PERSON_USE } from '../fake-people.ts';
import type { PersonOptions } from '../person-options.ts';
import type { CellMask, CellMaskPlan, CellSpace } from './cell-mask.ts';
import { countLeft } from './count-left.ts';
import { heapRoom } from './heap-room.ts';
import { openOwnedCells, ownedCellsSize } from './owner-cells.ts';
import { longestText, placeTextLists, textListsSize } from './text-lists.ts';

/** How addresses are put together. */
export interface EmailShape {
  /** Characters of base32, 19 at most. */
  readonly tokenLength: number;
  /** Characters that names and the dot behind them may take. */
  readonly room: number;
}

type Lists = readonly (readonly string[])[];

/** Addresses of invented people on columns, in the reserved domains, by names of one locale. */
export function emailCells(
  shape: EmailShape,
  options: PersonOptions,
  context: MaskContext,
): CellMaskPlan | undefined {
  const { by, genderFrom, localeFrom, locale = context.locale } = options;
  if (genderFrom !== undefined || localeFrom !== undefined) return undefined;
  const { female, male } = context.words(locale).people;
  const lists = [female, male].flatMap(({ first, last }) => [first.ascii, last.ascii]);
  return {
    size: ownedCellsSize(by) + 2 * COLUMN_PRF_SIZE + textListsSize(lists) + DOMAINS_SIZE,
    open: (space) => openEmailCells(space, context, { ...shape, lists, by }),
  };
}

const DOMAIN_LISTS: Lists = [EMAIL_DOMAINS];
const DOMAINS_SIZE = textListsSize(DOMAIN_LISTS);

function openEmailCells(
  space: CellSpace,
  context: MaskContext,
  { tokenLength, room, lists, by }: EmailShape & { lists: Lists; by: string | undefined },
): CellMask {
  const { memory, heap } = space;
  const identify = openOwnedCells(space, by);
  const people = context.key.columnPrf(PERSON_USE, memory);
  const tokens = context.key.columnPrf(EMAIL_USE, memory);
  const names = placeTextLists(memory, lists);
  const domains = placeTextLists(memory, DOMAIN_LISTS);
  const { writeEmails } = openMaskKernels(memory);
  // Names are cut behind their end.
  const longest = 2 * longestText(...lists) + 2 + tokenLength + 1 + longestText(EMAIL_DOMAINS);
  return (column) => {
    const { rowCount, cells, masks, left } = column;
    const { self, owner } = identify(column);
    const owners = people.digest(owner, rowCount);
    const draws = tokens.digest(self, rowCount);
    heap.next = writeEmails(
      owners.byteOffset,
      draws.byteOffset,
      rowCount,
      names,
      domains,
      room,
      tokenLength,
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
