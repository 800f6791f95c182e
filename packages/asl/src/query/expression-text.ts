/**
 * Text of the JSONata expression that a string of a document holds, without its delimiters and the space around it.
 * Undefined where the string is literal: nothing may stand before `{%` or behind `%}`.
 */
export function expressionText(text: string): string | undefined {
  return text.startsWith('{%') && text.endsWith('%}') && text.length >= 4
    ? text.slice(2, -2).trim()
    : undefined;
}
