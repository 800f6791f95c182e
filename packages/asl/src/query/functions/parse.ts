/** The value of a JSON text. */
export function parse(text?: string): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}
