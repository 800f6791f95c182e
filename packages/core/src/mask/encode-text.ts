/** Alphabets of RFC 4648, the ones without case in lower case. No padding. */
const ALPHABETS = {
  hex: '0123456789abcdef',
  base32: 'abcdefghijklmnopqrstuvwxyz234567',
  base64url: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
} as const;

/** How bytes are written as text (RFC 4648). */
export type TextEncoding = keyof typeof ALPHABETS;

/** Bits that one character carries. */
export const BITS_PER_CHARACTER: Readonly<Record<TextEncoding, number>> = {
  hex: 4,
  base32: 5,
  base64url: 6,
};

/**
 * The first `length` characters of the bytes in an encoding.
 *
 * @throws RangeError when the bytes do not suffice.
 */
export function encodeText(bytes: Uint8Array, encoding: TextEncoding, length: number): string {
  const alphabet = ALPHABETS[encoding];
  const bits = BITS_PER_CHARACTER[encoding];
  if (length * bits > bytes.length * 8) {
    throw new RangeError(
      `${length} characters of ${encoding} need more than ${bytes.length} bytes`,
    );
  }
  let text = '';
  let held = 0;
  let heldBits = 0;
  let next = 0;
  while (text.length < length) {
    if (heldBits < bits) {
      held = ((held << 8) | (bytes[next] ?? 0)) & 0xffff;
      next += 1;
      heldBits += 8;
    }
    heldBits -= bits;
    text += alphabet[(held >> heldBits) & ((1 << bits) - 1)] ?? '';
  }
  return text;
}

const UUID_PARTS = [8, 12, 16, 20, 32] as const;

/** The first 122 bits as a UUID of version 8, whose bits have the meaning that one gives them (RFC 9562 section 5.8). */
export function encodeUuid8(bytes: Uint8Array): string {
  const octets = Uint8Array.from(bytes.subarray(0, 16));
  octets[6] = 0x80 | ((octets[6] ?? 0) & 0x0f);
  octets[8] = 0x80 | ((octets[8] ?? 0) & 0x3f);
  const digits = encodeText(octets, 'hex', 32);
  return UUID_PARTS.map((end, i) => digits.slice(UUID_PARTS[i - 1] ?? 0, end)).join('-');
}
