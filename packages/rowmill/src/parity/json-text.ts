import canonicalize from 'canonicalize';

/** Texts and numbers of a document, one after the other. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** As many decimal digits any double gives back (IEEE 754: DBL_DIG), within these powers of ten. */
const EXACT_DIGITS = 15;
const EXACT_POWER = 290;

/** Begins what stands for a number that a double cannot hold. A text can only begin with it by an escape. */
const LONG = '\\u0000';

/** May hold a number that a double cannot hold. */
const PERHAPS_LONG = /[\d.]{16}|[eE][+-]?\d{3}/;

/**
 * A document with the names of its objects in order and its numbers in one spelling. Numbers that a double cannot hold keep
 * all of their digits: they must not become equal by being read. What is no document stays as it is.
 */
export function jsonText(text: string): string {
  try {
    // A document that writes the mark itself is compared as it stands.
    if (!PERHAPS_LONG.test(text)) return canonicalize(JSON.parse(text)) ?? text;
    if (text.includes(LONG)) return text;
    JSON.parse(text);
    return canonicalize(JSON.parse(text.replace(TOKENS, exactToken))) ?? text;
  } catch {
    return text;
  }
}

function exactToken(token: string): string {
  const parts = NUMBER.exec(token);
  if (parts === null) return token;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const all = `${whole}${fraction}`;
  let start = 0;
  while (all[start] === '0') start++;
  let end = all.length;
  while (end > start && all[end - 1] === '0') end--;
  const digits = all.slice(start, end);
  if (digits === '') return '0';
  // Digits of the number, and the power of ten of the last of them.
  const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(all.length - end);
  const isExact = digits.length <= EXACT_DIGITS && power > -EXACT_POWER && power < EXACT_POWER;
  const number = `${sign}${digits}e${power}`;
  return isExact ? number : `"${LONG}${number}"`;
}
