import type { RowsBefore } from '../validation/file-failure.ts';

/** Where a range begins, as the ones before it have told: whoever has the turn reads it, and writes it for the next. */
export interface RangePlaces {
  readonly buffer: SharedArrayBuffer;
  read(): RangePlace;
  write(place: RangePlace): void;
}

export interface RangePlace extends RowsBefore {
  /** Of the file that is read: where the last record before the range ends. */
  readonly byte: number;
}

const ROWS = 0;
const LINES = 1;
const BYTE = 2;

export function createPlaces(first: RangePlace): RangePlaces {
  const places = openPlaces(new SharedArrayBuffer(3 * Float64Array.BYTES_PER_ELEMENT));
  places.write(first);
  return places;
}

/** Turns are passed on by `Control`, whose atomic words order what is read and written here. */
export function openPlaces(buffer: SharedArrayBuffer): RangePlaces {
  const words = new Float64Array(buffer);
  return {
    buffer,
    read: () => ({
      rows: words[ROWS] as number,
      lines: words[LINES] as number,
      byte: words[BYTE] as number,
    }),
    write({ rows, lines, byte }) {
      words[ROWS] = rows;
      words[LINES] = lines;
      words[BYTE] = byte;
    },
  };
}
