const MAX_NAME_BYTES = 63;
const OTHER_SPECIAL_NAMES = ['prototype'];

/** Names that every JavaScript object already answers to; as keys of data they are an attack or an accident. */
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  ...OTHER_SPECIAL_NAMES,
]);

/** True for `__proto__`, `constructor`, `prototype`, `toString` and the other names of Object.prototype. */
export function isForbiddenName(name: string): boolean {
  return FORBIDDEN_NAMES.has(name);
}

/** What is wrong with the name of a column, in words that follow the name; undefined when nothing is. */
export function columnNameProblem(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (/\p{Cc}/u.test(name)) return 'holds a control character';
  if (/\p{Cs}/u.test(name)) return 'is not valid Unicode';
  const bytes = utf8Length(name);
  if (bytes > MAX_NAME_BYTES) return `is ${bytes} bytes long; databases take ${MAX_NAME_BYTES}`;
  return undefined;
}

/** As {@link columnNameProblem}; table names also become file names and parts of references. */
export function tableNameProblem(name: string): string | undefined {
  const problem = columnNameProblem(name);
  if (problem !== undefined) return problem;
  if (/[./\\]/.test(name)) return 'holds a dot or a slash';
  if (name.trim() !== name) return 'starts or ends with a space';
  return undefined;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
