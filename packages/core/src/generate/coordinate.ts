import { type Places, places } from '../locales/places.ts';
import type { Register } from '../program/register.ts';
import type { CellBuilder } from './define.ts';
import { oncePer } from './distinct-words.ts';
import { drawPlace } from './place.ts';

/** Four decimals: 11 metres. */
export const COORDINATE_SCALE = 4;
const FACTOR = 10 ** COORDINATE_SCALE;
/** Addresses lie up to 0.03 degrees, some 3 km, from the middle of their place. */
const SPREAD = 300;

/** Coordinates of each place as whole numbers of 0.0001 degrees, at the low edge of its surroundings. */
const edges = oncePer(({ latitude, longitude }: Places) => ({
  latitude: lowEdges(latitude),
  longitude: lowEdges(longitude),
}));

function lowEdges(degrees: readonly number[]): Float64Array {
  return Float64Array.from(degrees, (value) => Math.round(value * FACTOR) - SPREAD);
}

/** Latitude or longitude near the place of the row, scaled to an integer. */
export function coordinate(
  cells: CellBuilder,
  entity: string,
  axis: 'latitude' | 'longitude',
): Register<'number'> {
  const { program, rows } = cells;
  const value = drawPlace(cells, entity);
  const table = edges(places(cells.locale))[axis];
  const left = program.add('number', (out) => ({ kernel: 'number-table', out, value, table }));
  const key = cells.entity('place', entity).key(axis);
  const size = 2 * SPREAD + 1;
  const right = program.add('number', (out) => ({
    kernel: 'uniform',
    out,
    rows,
    key,
    min: 0,
    size,
    whole: true,
  }));
  return program.add('number', (out) => ({
    kernel: 'arithmetic',
    out,
    operator: '+',
    left,
    right,
  }));
}
