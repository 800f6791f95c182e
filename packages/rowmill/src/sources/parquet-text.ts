import { isUtf8 } from 'node:buffer';

/** Text of a value as it lies in the file; undefined for bytes that are not UTF-8. */
export type ParquetText = (value: unknown) => string | undefined;

const DAY_MS = 86_400_000;

export const utf8Text: ParquetText = (value) => {
  const bytes = bytesOf(value);
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
};

export const hexText: ParquetText = (value) => `\\x${bytesOf(value).toString('hex')}`;

export const uuidText: ParquetText = (value) =>
  bytesOf(value)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

export const booleanText: ParquetText = (value) => (value === true ? 't' : 'f');

export const dateText: ParquetText = (days) =>
  new Date(Number(days) * DAY_MS).toISOString().replace(/T.*$/, '');

/** Unsigned numbers lie there as signed ones of the same bits. */
export const unsignedText =
  (bits: number): ParquetText =>
  (value) =>
    String(BigInt.asUintN(bits, BigInt(value as number | bigint)));

/** All digits of an unscaled number, big-endian where it is bytes. */
export const decimalText =
  (scale: number): ParquetText =>
  (value) => {
    const number = unscaled(value);
    const digits = (number < 0n ? -number : number).toString().padStart(scale + 1, '0');
    const sign = number < 0n ? '-' : '';
    if (scale === 0) return `${sign}${digits}`;
    return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  };

function unscaled(value: unknown): bigint {
  if (typeof value === 'bigint' || typeof value === 'number') return BigInt(value);
  const bytes = bytesOf(value);
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString('hex') || '0'}`));
}

/** `2025-01-31 23:59:59.5`, with every digit that the unit has. @param perSecond units in a second */
export const timestampText =
  (perSecond: bigint, zone: string): ParquetText =>
  (value) => {
    const [seconds, fraction] = split(BigInt(value as bigint | number), perSecond);
    const time = new Date(Number(seconds) * 1000).toISOString().replace('T', ' ').slice(0, -5);
    return `${time}${fraction}${zone}`;
  };

/** `23:59:59.5` */
export const timeText =
  (perSecond: bigint): ParquetText =>
  (value) => {
    const [seconds, fraction] = split(BigInt(value as bigint | number), perSecond);
    return `${new Date(Number(seconds) * 1000).toISOString().slice(11, 19)}${fraction}`;
  };

/** Whole seconds, rounded down, and what is left as `.5`, without zeros at its end. */
function split(value: bigint, perSecond: bigint): readonly [bigint, string] {
  const rest = ((value % perSecond) + perSecond) % perSecond;
  const digits = (perSecond + rest).toString().slice(1).replace(/0+$/, '');
  return [(value - rest) / perSecond, digits === '' ? '' : `.${digits}`];
}

/** Numbers beyond 2^53 keep their digits. */
export const nestedText: ParquetText = (value) => {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'));
  if (Array.isArray(value)) return `[${value.map((item) => nestedText(item)).join(', ')}]`;
  if (value instanceof Date || typeof value !== 'object' || value === null)
    return JSON.stringify(value ?? null);
  const fields = Object.entries(value).map(([key, inner]) => [
    JSON.stringify(key),
    nestedText(inner),
  ]);
  return `{${fields.map((field) => field.join(': ')).join(', ')}}`;
};

function bytesOf(value: unknown): Buffer {
  if (!(value instanceof Uint8Array)) return Buffer.from(String(value));
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}
