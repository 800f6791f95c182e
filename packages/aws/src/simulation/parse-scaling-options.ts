import { pricesOf } from '../cost/prices.ts';
import { DEFAULT_QUOTAS } from '../cost/quotas.ts';
import { PROFILES, type ProfileName } from './profiles.ts';

export interface ScalingChoice {
  readonly rows: readonly number[];
  readonly profile: ProfileName;
  readonly concurrency: readonly number[];
  readonly region: string;
}

const LETTERS: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** `10M` and `1.5B` as numbers. @throws RangeError for what is no count of rows. */
export function parseRows(text: string): number {
  const [, digits = '', letter = ''] = /^(\d+(?:\.\d+)?)([KMBT]?)$/i.exec(text.trim()) ?? [];
  const rows = Number(digits) * (LETTERS[letter.toUpperCase()] ?? Number.NaN);
  if (digits === '' || !(rows >= 1) || rows > 1e15)
    throw new RangeError(
      `--rows: ${JSON.stringify(text)} is no number of rows - write 10M, 1B or 2.5T`,
    );
  return Math.round(rows);
}

/** @throws RangeError that says which option is wrong, and what it may be. */
export function parseScalingOptions({
  rows = '10M,1B,100B,1T',
  columns = 'users',
  concurrency = String(DEFAULT_QUOTAS.lambdaConcurrency),
  region = 'us-east-1',
}: Readonly<
  Partial<Record<'rows' | 'columns' | 'concurrency' | 'region', string>>
>): ScalingChoice {
  const names = Object.keys(PROFILES);
  if (!Object.hasOwn(PROFILES, columns))
    throw new RangeError(
      `--columns: there is no ${JSON.stringify(columns)} - ${names.join(' or ')}`,
    );
  if (pricesOf(region).region !== region)
    throw new RangeError(
      `--region: there are no prices of ${JSON.stringify(region)} here - us-east-1 or eu-central-1`,
    );
  return {
    rows: rows.split(',').map(parseRows),
    profile: columns as ProfileName,
    concurrency: concurrency.split(',').map((text) => {
      const count = Number(text);
      if (!Number.isInteger(count) || count < 10 || count > 100_000)
        throw new RangeError(
          `--concurrency: ${JSON.stringify(text)} is none - a whole number from 10 to 100000`,
        );
      return count;
    }),
    region,
  };
}
