import { sha256 } from '../../keys/sha256.ts';
import {
  addHash,
  emptyRegisters,
  estimateDistinct,
  mergeRegisters,
  RANK_BITS,
  type Registers,
} from '../../statistics/hyper-log-log.ts';
import { combineValues } from '../combine-values.ts';
import { defineFigure } from './define.ts';

/** About how many different combinations of values the columns have, from a sketch of 16 KiB. */
export const approximateDistinctCount = defineFigure<Registers>({
  name: 'approximate-distinct-count',
  start: emptyRegisters(),
  observe({ columns }, { own, rows }) {
    const registers = emptyRegisters();
    if (!own) return registers;
    for (const row of rows) {
      const values = combineValues(row, columns);
      if (values !== undefined) addText(registers, values);
    }
    return registers;
  },
  merge: mergeRegisters,
  conclude: (_figure, registers) => Math.round(estimateDistinct(registers)),
});

function addText(registers: Registers, text: string): void {
  const hash = new DataView(sha256(new TextEncoder().encode(text)).buffer);
  addHash(registers, hash.getUint16(0) >>> 2, BigInt.asUintN(RANK_BITS, hash.getBigUint64(8)));
}
