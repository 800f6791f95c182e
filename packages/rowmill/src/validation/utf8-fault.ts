/** Bytes before the first one that is no part of a character of UTF-8 (RFC 3629); undefined where all are. */
export function utf8Fault(bytes: Uint8Array): number | undefined {
  let at = 0;
  while (at < bytes.length) {
    const length = characterLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return undefined;
}

/** First bytes of characters of two to four bytes, and what their second byte lies between. */
const LEADS = [
  { from: 0xc2, to: 0xdf, length: 2, low: 0x80, high: 0xbf },
  { from: 0xe0, to: 0xe0, length: 3, low: 0xa0, high: 0xbf },
  { from: 0xe1, to: 0xec, length: 3, low: 0x80, high: 0xbf },
  { from: 0xed, to: 0xed, length: 3, low: 0x80, high: 0x9f },
  { from: 0xee, to: 0xef, length: 3, low: 0x80, high: 0xbf },
  { from: 0xf0, to: 0xf0, length: 4, low: 0x90, high: 0xbf },
  { from: 0xf1, to: 0xf3, length: 4, low: 0x80, high: 0xbf },
  { from: 0xf4, to: 0xf4, length: 4, low: 0x80, high: 0x8f },
] as const;

/** Bytes of the character at a place; 0 where there is none. */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const lead = LEADS.find(({ from, to }) => from <= first && first <= to);
  if (lead === undefined) return 0;
  const second = bytes[at + 1] ?? 0;
  if (second < lead.low || second > lead.high) return 0;
  for (let i = 2; i < lead.length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return lead.length;
}
