import type { RandomSource } from '../random-source.ts';
import { refuseSurplus } from './argument-errors.ts';

/**
 * `$uuid()`: a random identifier, version 4 of RFC 9562, in lower case.
 *
 * @throws T0410 for any argument
 */
export function uuid(source: RandomSource, surplus?: unknown): string {
  refuseSurplus(surplus, 1);
  const bytes = source.bytes();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
