import { describe, expect, it } from 'vitest';
import { ExpressionSyntaxError } from '../errors.ts';
import { parseExpression } from './parse-expression.ts';

describe('parseExpression', () => {
  it('parses a text once', () => {
    expect(parseExpression('$a + 1')).toBe(parseExpression('$a + 1'));
  });

  it('forgets what has been idle for longest, and nothing else', () => {
    const kept = parseExpression('"kept"');
    const idle = parseExpression('"idle"');
    for (let index = 0; index < 2000; index++) {
      parseExpression(`${index}`);
      parseExpression('"kept"');
    }
    expect(parseExpression('"kept"')).toBe(kept);
    expect(parseExpression('"idle"')).not.toBe(idle);
  });

  it('names every variable, bound or not', () => {
    const text = '($f := function($x) { $x & $y }; $states.input[$z = a] ~> $f; $$; $)';
    expect(parseExpression(text).mentioned.toSorted()).toEqual(['$', 'f', 'states', 'x', 'y', 'z']);
  });

  it('tells what is wrong, and where', () => {
    const parse = () => parseExpression('$a + (1');
    expect(parse).toThrow(ExpressionSyntaxError);
    expect(parse).toThrow(
      expect.objectContaining({
        code: 'S0203',
        position: 7,
        expression: '$a + (1',
        problem: 'Expected ")" before end of expression',
      }),
    );
  });
});
