const LONGEST_TEXT = 40;

/** A value in the words of an error message: `"abc"`, `12`, `a list`, `nothing`. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'function') return 'a function';
  return String(value);
}

/** Text in double quotes, shortened, with control characters escaped. */
export function quote(text: string): string {
  const characters = [...text];
  const short =
    characters.length > LONGEST_TEXT ? `${characters.slice(0, LONGEST_TEXT).join('')}...` : text;
  return JSON.stringify(short);
}

/** True for objects that are neither lists nor null. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
