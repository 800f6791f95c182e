import { allocate, type Memory, regionSize } from '../kernels/memory.ts';
import type { Program } from '../program/steps.ts';
import { POWERS_SIZE } from '../wasm/text-powers.ts';

/** How one program of a table is opened for what somebody wants of its rows. */
export interface ProgramOpener<Opened> {
  /** Bytes of memory that {@link open} takes. */
  size(program: Program): number;
  open(program: Program, memory: Memory): Opened;
}

/** Bytes of memory that {@link openPrograms} takes. */
export function programsSize(
  program: Program,
  { size }: Pick<ProgramOpener<unknown>, 'size'>,
): number {
  const room = roomOf(program, size);
  return size(program) + (room === 0 ? 0 : regionSize(room));
}

/**
 * Opens the programs of one table in one memory: the main one at once, those behind it when their rows are asked for.
 * They take turns in one room, for few rows come from them.
 */
export function openPrograms<Opened>(
  program: Program,
  memory: Memory,
  opener: ProgramOpener<Opened>,
): (program: Program) => Opened {
  const main = opener.open(program, memory);
  const room = roomOf(program, opener.size);
  if (room === 0) return () => main;
  const address = allocate(memory, room);
  let behind: { readonly program: Program; readonly opened: Opened } | undefined;
  return (wanted) => {
    if (wanted === program) return main;
    if (behind?.program !== wanted) {
      // The same bytes with a cursor of their own: what is laid out there stays inside of the room.
      const inside = { ...memory, next: address, regions: [] };
      behind = { program: wanted, opened: opener.open(wanted, inside) };
    }
    return behind.opened;
  };
}

function roomOf({ behind = [] }: Program, size: (program: Program) => number): number {
  return behind.reduce((most, { program }) => Math.max(most, size(program) + POWERS_SIZE), 0);
}
