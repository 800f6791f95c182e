/**
 * Names and short texts that are right and yet refused, cut or misread by software.
 *
 * Nobody in particular is meant. Source: W3C, "Personal names around the world" (2011).
 */
export const NAME_TEXTS: Readonly<Record<string, string>> = {
  'name-with-apostrophe': "O'Brien",
  'name-with-typographic-apostrophe': 'O\u2019Brien',
  'name-with-hyphen': 'Smith-Jones',
  'name-with-small-particle': 'van der Berg',
  'name-that-is-null': 'Null',
  'name-that-is-true': 'True',
  'name-of-two-letters': 'Ng',
  'name-with-slash-letters': 'Sørensen-Łęcki',
  'name-with-many-accents': 'Nguyễn Thị Ánh',
  'name-with-full-stop': 'J. R. Tester Jr.',
  'name-with-digits': 'Tester 3rd',
  'very-long-surname': 'Featherbridge-Oakhampton-Willowby-Thornfield-Greystone-Ashcombe-Holloway',
};

/**
 * Words that formats, languages and file systems keep for themselves.
 *
 * Source: ECMA-404 and YAML 1.1 section 10.3 (literals), IEEE 754 (NaN), Microsoft, "Naming Files, Paths, and
 * Namespaces" (device names), ECMA-262 (`__proto__`).
 */
export const RESERVED_TEXTS: Readonly<Record<string, string>> = {
  'word-null': 'null',
  'word-null-in-capitals': 'NULL',
  'word-nil': 'nil',
  'word-none': 'None',
  'word-undefined': 'undefined',
  'word-true': 'true',
  'word-no': 'no',
  'word-nan': 'NaN',
  'word-infinity': '-Infinity',
  'copy-null': '\\N',
  'copy-end': '\\.',
  'device-con': 'CON',
  'device-nul': 'nul.txt',
  'prototype-key': '__proto__',
  'constructor-key': 'constructor',
  'number-zero': '0',
  'number-with-leading-zeros': '007',
  'number-with-exponent': '1e3',
  'number-hexadecimal': '0xFF',
  'number-beyond-double': '9007199254740993',
  'number-with-comma': '1.234,56',
  'number-negative-zero': '-0',
  'date-like': '1/2',
  'gene-like-date': 'MARCH1',
  'empty-list': '[]',
  'empty-map': '{}',
  'blank-alone': ' ',
  'blank-first': ' leading',
  'blank-last': 'trailing ',
  'blanks-inside': 'two  blanks',
  'tab-first': '\tleading',
  'line-feed-last': 'trailing\n',
};
