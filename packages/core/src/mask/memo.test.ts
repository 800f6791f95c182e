import { describe, expect, it } from 'vitest';
import { createMemo } from './memo.ts';

describe('createMemo', () => {
  it('computes a key that repeats once', () => {
    const memo = createMemo();
    let calls = 0;
    const compute = (): string => `${calls++}`;
    expect([memo('a', compute), memo('b', compute), memo('a', compute)]).toEqual(['0', '1', '0']);
  });

  it('forgets in time: neither many keys nor long ones pile up', () => {
    const memo = createMemo();
    let calls = 0;
    const compute = (): string => `${calls++}`;
    for (let key = 0; key <= 16_384; key++) memo(`${key}`, compute);
    memo('0', compute);
    expect(calls).toBe(16_386);
    const long = 'x'.repeat(513);
    memo(long, compute);
    memo(long, compute);
    expect(calls).toBe(16_388);
  });

  it('remembers little while nothing repeats, and much again when something does', () => {
    const memo = createMemo();
    let calls = 0;
    const ask = (from: number, to: number): number => {
      const before = calls;
      for (let key = from; key < to; key++) memo(`${key}`, () => `${calls++}`);
      return calls - before;
    };
    ask(0, 20_000);
    expect(ask(10_000, 15_000)).toBeGreaterThan(4000);
    for (let round = 0; round < 10; round++) ask(30_000, 30_400);
    ask(40_000, 41_000);
    expect(ask(40_600, 41_000)).toBe(0);
  });
});
