/** Whether the UTF-16 unit is one of 0 to 9. */
export const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Whether it is one of A to Z or a to z. */
export const isAsciiLetter = (code: number): boolean =>
  (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/** Letters of every script, near enough: what lies above ASCII is one unless it is punctuation that texts use. */
export const isLetter = (code: number): boolean =>
  isAsciiLetter(code) || (code >= 0xc0 && code !== 0xd7 && code !== 0xf7 && !isPunctuation(code));

export const isWordUnit = (code: number): boolean => isDigit(code) || isLetter(code) || code === 95;

/** General punctuation, CJK punctuation and full-width marks. */
function isPunctuation(code: number): boolean {
  if (code >= 0x2000 && code <= 0x206f) return true;
  if (code >= 0x3000 && code <= 0x303f) return true;
  return (code >= 0xff00 && code <= 0xff0f) || (code >= 0xff1a && code <= 0xff20);
}

/** Only the digits of a text. */
export const digitsOf = (text: string): string => text.replace(/\D/g, '');
