/** Whether a byte from `from` up to `to` is not ASCII. */
export function isWide(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((bytes[at] as number) >= 0x80) return true;
  return false;
}

/** Whether the bytes from `from` up to `to` are whole characters of UTF-8 (RFC 3629 section 4). */
export function isUtf8(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to) {
    const length = characterLength(bytes, at);
    if (length === 0 || at + length > to) return false;
    for (let k = 1; k < length; k++) if (((bytes[at + k] as number) & 0xc0) !== 0x80) return false;
    at += length;
  }
  return true;
}

/** Bytes of the character that starts here, told by its first two; 0 when none does. */
function characterLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (lead < 0xe0) return 2;
  return isSecond(lead, bytes[at + 1] as number) ? 3 + Number(lead >= 0xf0) : 0;
}

/** Whether a byte may follow this lead: the character is no surrogate, needs all its bytes and is one of Unicode's. */
function isSecond(lead: number, next: number): boolean {
  if (lead === 0xe0) return next >= 0xa0;
  if (lead === 0xed) return next < 0xa0;
  if (lead === 0xf0) return next >= 0x90;
  return lead !== 0xf4 || next < 0x90;
}
