/** Prefixes of all columns of a table were shorter than names were: eight letters, mostly. */
const LONGEST_PREFIX = 3;
const FEWEST_COLUMNS = 4;
/** Of the columns; names in small letters begin alike by chance more often than by a rule. */
const SHARE = 0.6;
const SHARE_OF_CAPITALS = 0.4;

/**
 * Letters that columns of a table begin with to tell the table, as `CL` in `CLFNAM`, `CLADR1`, `CLZIPC`, longest first.
 * Names with separators have none: there the prefix is a word of its own.
 */
export function commonPrefixes(names: readonly string[]): readonly string[] {
  const glued = names.filter((name) => /^\p{L}[\p{L}\d]*$/u.test(name));
  const capitals = glued.filter((name) => name === name.toUpperCase());
  return [
    ...prefixesOf(glued, names.length * SHARE),
    ...prefixesOf(capitals, names.length * SHARE_OF_CAPITALS),
  ];
}

function prefixesOf(names: readonly string[], fewest: number): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of names) {
    for (let length = 1; length <= LONGEST_PREFIX; length++) {
      const prefix = name.slice(0, length).toLowerCase();
      counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count >= Math.max(FEWEST_COLUMNS, fewest))
    .map(([prefix]) => prefix)
    .toSorted((a, b) => b.length - a.length);
}

/** The words of a name without a prefix of its table; undefined where it does not begin with it. */
export function withoutPrefix(
  tokens: readonly string[],
  prefix: string,
): readonly string[] | undefined {
  const [first = '', ...rest] = tokens;
  if (!first.startsWith(prefix) || first.length < prefix.length + 2) return undefined;
  return [first.slice(prefix.length), ...rest];
}

const SHORT_ENDING = /^(.{3,}?)(cd|nm|no|nr|nbr|num|dsc|txt)$/;

/** `sexcd` is `sex` and `cd`. */
export function withoutShortEnding(tokens: readonly string[]): readonly string[] | undefined {
  const parts = SHORT_ENDING.exec(tokens.at(-1) ?? '');
  return parts === null ? undefined : [...tokens.slice(0, -1), parts[1] ?? ''];
}

const SHORTEST_HEAD = 3;
const SHORTEST_MODIFIER = 3;

/** Endings of a compound of the Germanic languages, longest first: `nettoeinkommen` is an `einkommen`. */
export function headsOf(token: string): readonly string[] {
  const heads: string[] = [];
  for (let at = SHORTEST_MODIFIER; at <= token.length - SHORTEST_HEAD; at++)
    heads.push(token.slice(at));
  return heads;
}
