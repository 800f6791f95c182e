import type { RandomSource } from '../random-source.ts';

/** A random identifier. Source: RFC 9562, version 4. */
export function uuid(random: RandomSource): string {
  const bytes = random.bytes();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const digits = bytes.toString('hex');
  return [8, 12, 16, 20, 32]
    .map((end, part) => digits.slice([0, 8, 12, 16, 20][part], end))
    .join('-');
}
