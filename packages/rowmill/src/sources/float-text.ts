/**
 * A number as PostgreSQL writes it: the fewest digits that give it back, with an exponent below 1e-4 and from 1e+15 on
 * (single precision: 1e+06).
 *
 * Source: PostgreSQL manual, 8.1.3; `src/common/d2s.c` and `f2s.c` for the limits of the exponent.
 */
export function floatText(value: number, precision: 'single' | 'double'): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const shortest = precision === 'double' ? value.toExponential() : shortestSingle(value);
  const [digits = '', power = '0'] = shortest.split('e');
  const exponent = Number(power);
  const most = precision === 'double' ? 15 : 6;
  if (exponent >= -4 && exponent < most) return plain(digits, exponent);
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** Nine digits tell all numbers of single precision apart. */
function shortestSingle(value: number): string {
  const single = Math.fround(value);
  for (let digits = 0; digits < 9; digits++) {
    const text = single.toExponential(digits);
    if (Math.fround(Number(text)) === single) return text;
  }
  return single.toExponential(8);
}

function plain(text: string, exponent: number): string {
  const sign = text.startsWith('-') ? '-' : '';
  const digits = text.replace(/[-.]/g, '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}
