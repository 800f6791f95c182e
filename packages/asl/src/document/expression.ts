/**
 * The JSONata inside of `{% … %}`, or undefined for a text that stands for itself: only a text that begins with
 * `{%` and ends with `%}` is an expression, without a blank around it.
 */
export function expressionIn(text: string): string | undefined {
  if (text.length < 4 || !text.startsWith('{%') || !text.endsWith('%}')) return undefined;
  return text.slice(2, -2).trim();
}
