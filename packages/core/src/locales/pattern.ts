/** A piece of a pattern: text as it stands, or the name of the list that a word comes from. */
export type PatternPart = { readonly literal: string } | { readonly ref: string };

/** A pattern such as `{{person.lastName}} & Co.`, taken apart. */
export interface Pattern {
  readonly weight: number;
  readonly parts: readonly PatternPart[];
}

/** Takes a Faker pattern apart; neighbouring literals are one part, empty ones are left out. */
export function parsePattern(text: string, weight = 1): Pattern {
  const parts: PatternPart[] = [];
  let end = 0;
  for (const match of text.matchAll(/\{\{\s*(.+?)\s*\}\}/g)) {
    if (match.index > end) parts.push({ literal: text.slice(end, match.index) });
    parts.push({ ref: match[1] ?? '' });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ literal: text.slice(end) });
  return { weight, parts };
}

/** References of a pattern, in order. */
export function patternRefs(pattern: Pattern): string[] {
  return pattern.parts.flatMap((part) => ('ref' in part ? [part.ref] : []));
}

/** Methods of Faker whose words lie under another name than their own. */
const RENAMED: Readonly<Record<string, string>> = {
  'commerce.product': 'commerce.product_name.product',
  'commerce.productAdjective': 'commerce.product_name.adjective',
  'commerce.productMaterial': 'commerce.product_name.material',
  'location.city': 'location.city_name',
};

/** Path of the list that a reference draws from: `person.jobArea` is `person.job_area`. */
export function refPath(ref: string): string {
  return RENAMED[ref] ?? ref.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
