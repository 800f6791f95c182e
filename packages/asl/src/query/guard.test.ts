import { describe, expect, it } from 'vitest';
import { MAX_DEPTH } from './guard-limits.ts';
import { answer, causeOf } from './testing/answer.ts';

const STACK =
  'threw an error during evaluation: Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.';
const MEMORY =
  'threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage';

const sum = (terms: number) => Array.from({ length: terms }, () => '1').join('+');
const brackets = (count: number) => `${'['.repeat(count)}1${']'.repeat(count)}`;

describe('depth', () => {
  it('is that of AWS: 100 nodes within one another, and no more', async () => {
    expect(await answer(sum(MAX_DEPTH))).toBe(100);
    expect(await causeOf(sum(MAX_DEPTH + 1))).toBe(STACK);
    expect(JSON.stringify(await answer(brackets(99)))).toBe(brackets(99));
    expect(await causeOf(brackets(100))).toBe(STACK);
  });

  it('counts what is nested, not what stands side by side', async () => {
    const items = Array.from({ length: 300 }, (_, index) => index);
    expect(await answer(`[${items.join()}]`)).toEqual(items);
    const members = items.map((index) => `"m${index}": [${index}, {"n": ${index}}]`);
    expect(Object.keys((await answer(`{${members.join()}}`)) as object)).toHaveLength(300);
    const grouped = await answer('$states.input.{"k": $, "v": [$, $]}{$string(k): v}', items);
    expect(Object.keys(grouped as object)).toHaveLength(300);
  });

  it('counts within members too', async () => {
    expect(await answer(`[0, ${sum(99)}]`)).toEqual([0, 99]);
    expect(await causeOf(`[0, ${sum(100)}]`)).toBe(STACK);
    expect(await causeOf(`{"a": 0, "b": ${sum(100)}}`)).toBe(STACK);
  });

  it('ends recursion that never ends', async () => {
    expect(await causeOf('($f := function($n) { 1 + $f($n) }; $f(1))')).toBe(STACK);
    expect(await causeOf('($f := function($n) { [0, {"a": 0, "b": $f($n)}] }; $f(1))')).toBe(STACK);
  });
});

describe('size of a value', () => {
  it('is that of AWS for sequences', async () => {
    expect(await answer('$count([1..873782])')).toBe(873_782);
    expect(await causeOf('$count([1..873783])')).toBe(MEMORY);
  });

  it('is bounded for text', async () => {
    const double = (times: number) =>
      `($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $length($f("x", ${times})))`;
    expect(await answer(double(22))).toBe(2 ** 22);
    expect(await causeOf(double(23))).toBe(MEMORY);
  });
});

describe('steps', () => {
  it('end a loop that never ends', { timeout: 60_000 }, async () => {
    expect(await causeOf('($f := function($n) { $f($n + 1) }; $f(1))')).toBe(
      'threw an error during evaluation: Expression evaluation timeout: Check for infinite loop',
    );
  });

  it('suffice for long inputs', { timeout: 60_000 }, async () => {
    const items = Array.from({ length: 50_000 }, (_, id) => ({ id, size: id % 7 }));
    expect(await answer('$sum($states.input[size > 3].(id + size))', items)).toBeGreaterThan(1e8);
  });
});
