const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** `1,234,567`. */
export function formatCount(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

/** `941 B`, `1.2 kB`, `38 MB`: decimal units, two digits at least. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${BYTE_UNITS[unit]}`;
}

/** `3 ms`, `0.42 s`, `12.3 s`, `2 min 05 s`, `6 h 02 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 0.0995) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 9.995) return `${seconds.toFixed(2)} s`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole >= 3600) {
    const minutes = Math.round(seconds / 60);
    return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
  }
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** `3.4 M`, `120 k`, `42`: for rates, where two digits tell enough. */
export function formatRate(rate: number): string {
  if (rate >= 999_500) return `${(rate / 1e6).toFixed(rate < 9.95e6 ? 1 : 0)} M`;
  if (rate >= 999.5) return `${(rate / 1e3).toFixed(rate < 9950 ? 1 : 0)} k`;
  return rate.toFixed(0);
}

/** `1 row`, `2 rows`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `$1,234`, `$12.30`, `$0.0042`: cents, and two digits at least of what is less than one. */
export function formatUsd(usd: number): string {
  if (usd >= 999.995) return `$${formatCount(usd)}`;
  if (usd >= 0.095 || usd === 0) return `$${usd.toFixed(2)}`;
  return `$${usd.toLocaleString('en-US', { maximumSignificantDigits: 2 })}`;
}

/** `1,234`, `12`, `0.0048`: of what need not be whole, two digits where it is little. */
export function formatQuantity(quantity: number): string {
  if (quantity >= 10 || Number.isInteger(quantity)) return formatCount(quantity);
  return quantity.toLocaleString('en-US', { maximumSignificantDigits: 2 });
}
