import { describe, expect, it } from 'vitest';
import { expressionText } from './expression-text.ts';

describe('expressionText', () => {
  it.each([
    ['{% $x %}', '$x'],
    ['{%$x%}', '$x'],
    ['{%\n  $x\n%}', '$x'],
    ['{% "%} and {%" %}', '"%} and {%"'],
    ['{%%}', ''],
  ])('takes the delimiters from %j', (text, expression) => {
    expect(expressionText(text)).toBe(expression);
  });

  it.each(['', '$x', ' {% $x %}', '{% $x %} ', '{% $x', '{%}'])('finds none in %j', (text) => {
    expect(expressionText(text)).toBeUndefined();
  });
});
