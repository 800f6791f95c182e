const SUFFIX: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, b: 1e9, g: 1e9 };
const DURATION_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const LONGEST_DURATION_MS = 365 * 86_400_000;
const INSTANT =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,3})?)?([Zz]|[+-]\d\d:\d\d))?$/;

/**
 * Reads a number of rows: `1000`, `"1_000_000"`, `"10k"`, `"1.5M"`, `"2B"`.
 * Undefined when it is none, is not whole, or lies outside 0 to 2^53 - 1.
 */
export function parseRowCount(value: unknown): number | undefined {
  if (typeof value === 'number') return isRowCount(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const match = /^(\d+(?:_\d+)*)(\.\d+)?([kmbg]?)$/i.exec(value.trim());
  if (match === null) return undefined;
  const [, whole = '', fraction = '', suffix = ''] = match;
  const factor = SUFFIX[suffix.toLowerCase()] ?? 1;
  // Rounding takes back the noise of 0.29 * 100, never a real half row.
  const rows = Number(`${whole.replaceAll('_', '')}${fraction}`) * factor;
  const rounded = Math.round(rows);
  return Math.abs(rows - rounded) < 1e-6 && isRowCount(rounded) ? rounded : undefined;
}

function isRowCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** Reads a duration such as `30s`, `15m`, `4h` or `2d` as milliseconds; undefined when it is none, 0, or beyond a year. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)\s?([smhd])$/.exec(text.trim());
  if (match === null) return undefined;
  const [, amount = '', unit = ''] = match;
  const ms = Math.round(Number(amount) * (DURATION_MS[unit] ?? Number.NaN));
  return ms > 0 && ms <= LONGEST_DURATION_MS ? ms : undefined;
}

/**
 * Reads a day or an instant with its offset from UTC (RFC 3339) and writes it as
 * `2025-01-01T00:00:00.000Z`; undefined when it is none, or no such day exists.
 */
export function parseInstant(text: string): string | undefined {
  const match = INSTANT.exec(text);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour = '00', minute = '00', , offset] = match;
  // Date takes 31 February for 3 March; the parts written must come back.
  const dayAlone = new Date(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(dayAlone.getTime())) return undefined;
  if (dayAlone.toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59) return undefined;
  const withZone = offset === undefined ? `${text}T00:00:00Z` : text.replace(/[t ]/, 'T');
  const instant = new Date(withZone.replace(/z$/, 'Z'));
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}
