/** Alphabets of RFC 4648, the ones without case in lower case. No padding. */
export const ENCODING_ALPHABETS = {
  hex: '0123456789abcdef',
  base32: 'abcdefghijklmnopqrstuvwxyz234567',
  base64url: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
} as const;

/** How bytes are written as text (RFC 4648). */
export type TextEncoding = keyof typeof ENCODING_ALPHABETS;

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
  const alphabet = ENCODING_ALPHABETS[encoding];
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

/** 16 bytes as a UUID of a version, whose variant is that of RFC 9562; 122 bits are as they were (its sections 4 and 5). */
export function encodeUuid(bytes: Uint8Array, version: 4 | 8): string {
  const octets = Uint8Array.from(bytes.subarray(0, 16));
  octets[6] = (version << 4) | ((octets[6] ?? 0) & 0x0f);
  octets[8] = 0x80 | ((octets[8] ?? 0) & 0x3f);
  return hyphenate(encodeText(octets, 'hex', 32));
}

/** 32 hexadecimal digits with the hyphens of a UUID. */
export function hyphenate(digits: string): string {
  return UUID_PARTS.map((end, i) => digits.slice(UUID_PARTS[i - 1] ?? 0, end)).join('-');
}
