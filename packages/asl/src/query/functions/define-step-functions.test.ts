import { describe, expect, it } from 'vitest';
import { answer, causeOf } from '../testing/answer.ts';

describe('functions of Step Functions', () => {
  it('are no longer there where an expression names something else so', async () => {
    expect(await answer('($uuid := function() { "mine" }; $uuid())')).toBe('mine');
    expect(await answer('($eval := function($x) { $x }; $eval("1+1"))')).toBe('1+1');
  });

  it('may be given to higher-order functions', async () => {
    expect(await answer('$map([[1, 2], [3, 4]], $partition)')).toEqual([[3], [4]]);
    expect(await answer('[1, 2, 3] ~> $partition(2)')).toEqual([[1, 2], [3]]);
    expect(await answer('($halves := $partition(?, 2); $halves([1, 2, 3]))')).toEqual([
      [1, 2],
      [3],
    ]);
  });

  it('do not have $eval', async () => {
    expect(await causeOf('$eval("1+1")')).toBe(
      'threw an error during evaluation. T1006: Attempted to invoke a non-function',
    );
    expect(await causeOf('$map(["1"], $eval)')).toContain('T0410');
  });

  it('have the time of the execution for $now and $millis', async () => {
    expect(await answer('$toMillis($now()) = $millis()')).toBe(true);
    expect(await causeOf('$now(1)')).toContain('T0410: Argument 1 of function "now"');
  });
});
