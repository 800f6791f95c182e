/** A file that shows nothing, as hexadecimal digits. */
export interface PlaceholderFile {
  readonly mediaType: string;
  readonly hex: string;
}

const hexOf = (text: string): string =>
  Array.from(text, (character) => character.charCodeAt(0).toString(16).padStart(2, '0')).join('');

/** One white page of an inch by an inch; offsets of the cross-reference table are those of this very text (ISO 32000-1, 7.5.4). */
const EMPTY_PAGE = [
  '%PDF-1.4',
  '1 0 obj',
  '<</Type/Catalog/Pages 2 0 R>>',
  'endobj',
  '2 0 obj',
  '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  'endobj',
  '3 0 obj',
  '<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>',
  'endobj',
  'xref',
  '0 4',
  '0000000000 65535 f ',
  '0000000009 00000 n ',
  '0000000054 00000 n ',
  '0000000105 00000 n ',
  'trailer',
  '<</Size 4/Root 1 0 R>>',
  'startxref',
  '168',
  '%%EOF',
  '',
].join('\n');

/** Valid files of each kind, as small as they can be. */
export const PLACEHOLDER_FILES = {
  /** One grey pixel (RFC 2083). */
  png: {
    mediaType: 'image/png',
    hex: '89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a4944415478da6368000000820081da45083b0000000049454e44ae426082',
  },
  pdf: { mediaType: 'application/pdf', hex: hexOf(EMPTY_PAGE) },
  txt: { mediaType: 'text/plain', hex: hexOf('removed\n') },
} as const satisfies Readonly<Record<string, PlaceholderFile>>;

export type PlaceholderKind = keyof typeof PLACEHOLDER_FILES;

/** The digits in base64 (RFC 4648, section 4). */
export function hexToBase64(hex: string): string {
  const pairs = hex.match(/../g) ?? [];
  return btoa(String.fromCharCode(...pairs.map((pair) => Number.parseInt(pair, 16))));
}
