import { describe, expect, it } from 'vitest';
import { mix32 } from '../random/mix.ts';
import {
  addHash,
  emptyRegisters,
  estimateDistinct,
  mergeRegisters,
  type Registers,
  STANDARD_ERROR,
} from './hyper-log-log.ts';

function sketchOf(from: number, to: number): Registers {
  const registers = emptyRegisters();
  for (let value = from; value < to; value++) {
    const [a, b, c] = [1, 2, 3].map((salt) => mix32(mix32(value) ^ mix32(salt)) >>> 0) as [
      number,
      number,
      number,
    ];
    addHash(registers, a >>> 18, (BigInt(b) << 8n) | BigInt(c >>> 24));
  }
  return registers;
}

describe('HyperLogLog', () => {
  it.each([0, 1, 10, 1000, 20_000, 300_000])('tells %i values within four standard errors', (n) => {
    const found = estimateDistinct(sketchOf(0, n));
    expect(Math.abs(found - n)).toBeLessThanOrEqual(4 * STANDARD_ERROR * n);
  });

  it('merges into the sketch of all values', () => {
    const merged = mergeRegisters(sketchOf(0, 700), sketchOf(500, 2000));
    expect(merged).toEqual(sketchOf(0, 2000));
    expect(mergeRegisters(sketchOf(500, 2000), sketchOf(0, 700))).toEqual(merged);
  });
});
