import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { answer, causeOf } from './testing/answer.ts';

/** Random values one after the other, as one evaluation draws them. */
async function draws(count: number): Promise<Json[]> {
  return (await answer(`$map([1..${count}], function() { $uuid() })`)) as Json[];
}

describe('members of arrays and objects', () => {
  it('are evaluated in the order of the text, however they are nested', async () => {
    const [a, b, c, d, e] = await draws(5);
    const text = '[$uuid(), {"b": [$uuid(), $uuid()], "c": {"d": $uuid()}}, $uuid()]';
    expect(await answer(text)).toEqual([a, { b: [b, c], c: { d } }, e]);
  });

  it('are evaluated in order in each round of a path, a function and a group', async () => {
    const [a, b, c, d] = await draws(4);
    expect(await answer('[1..2].{"i": $uuid(), "j": $uuid()}')).toEqual([
      { i: a, j: b },
      { i: c, j: d },
    ]);
    expect(await answer('$map([1..2], function() { [$uuid(), $uuid()] })')).toEqual([
      [a, b],
      [c, d],
    ]);
    expect(await answer('["x", "y"]{$: [$uuid(), $uuid()]}')).toEqual({ x: [a, b], y: [c, d] });
  });

  it('fail with the first that fails, and leave the others alone', async () => {
    const late = '$reduce([1..9], function($a, $b) { $a + $b })';
    expect(await causeOf(`[(${late}; $error("first")), $error("second")]`)).toContain('first');
    expect(await causeOf(`{"a": (${late}; $error("first")), "b": $error("second")}`)).toContain(
      'first',
    );
  });

  it('see what members before them bind', async () => {
    expect(await answer('[$x := 1, $x + 1, {"a": $y := 5, "b": $y}]')).toEqual([
      1,
      2,
      { a: 5, b: 5 },
    ]);
  });
});
