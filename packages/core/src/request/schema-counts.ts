import { z } from 'zod';
import { describeValue, isMap } from './describe-value.ts';
import { type Checked, checkAgainst, described, failed, scalar } from './described.ts';
import { parseDuration, parseInstant, parseRowCount } from './quantities.ts';
import type { CountDistribution, HistogramBin } from './types.ts';

const ROW_COUNT_PATTERN = '^\\d+(_\\d+)*(\\.\\d+)?[kKmMbBgG]?$';

/** `1000`, `1_000_000`, `10k`, `1.5M`. */
export function rowCount(description: string): z.ZodType<number, unknown> {
  const anyOf = [
    { type: 'integer', minimum: 0 },
    { type: 'string', pattern: ROW_COUNT_PATTERN },
  ];
  return scalar({ anyOf, description }, parseRowCount, (value) => {
    const examples = '1000, "10k" or "1.5M"';
    return `expected a whole number such as ${examples}, found ${describeValue(value)}`;
  });
}

/** `30s`, `15m`, `4h`, `2d`, read as milliseconds. */
export function duration(description: string): z.ZodType<number, unknown> {
  return scalar(
    { type: 'string', pattern: '^\\d+(\\.\\d+)?\\s?[smhd]$', description },
    (value) => (typeof value === 'string' ? parseDuration(value) : undefined),
    (value) => `expected a duration such as 30s, 15m, 4h or 2d, found ${describeValue(value)}`,
  );
}

/** A day or an instant, read as `2025-01-01T00:00:00.000Z`. */
export function instant(description: string): z.ZodType<string, unknown> {
  return scalar(
    { type: 'string', description },
    (value) => (typeof value === 'string' ? parseInstant(value) : undefined),
    (value) =>
      `expected a date such as 2025-01-31 or 2025-01-31T12:00:00Z, found ${describeValue(value)}`,
  );
}

const least = rowCount('Least count.');
const most = rowCount('Greatest count.');
const weight = z.number().min(0).describe('Weight against the other counts.');

const FIXED = rowCount('The same count for every parent row.');
const UNIFORM = z
  .strictObject({ min: least, max: most })
  .describe('Every count from min to max is equally likely.');
const ZIPF = z
  .strictObject({
    zipf: z.number().positive().max(20).describe('Exponent; above 1, most counts are near min.'),
    min: least,
    max: most,
  })
  .describe('Few parents with many children, many with few.');
const POISSON = z
  .strictObject({
    poisson: z.number().min(0).max(1_000_000).describe('Mean count.'),
    min: least.optional(),
    max: most.optional(),
  })
  .describe('Counts around a mean.');
const BIN_LIST = z
  .array(
    z.strictObject({
      value: z.union([z.number(), z.string()]).describe('A count, or a range such as "2-5".'),
      weight,
    }),
  )
  .min(1);
const HISTOGRAM = z
  .strictObject({
    histogram: z
      .union([z.record(z.string(), weight), BIN_LIST])
      .describe('Weight by count or by range of counts, e.g. {"0": 5, "1": 3, "2-5": 1}.'),
  })
  .describe('Counts by weight.');

const FORMS = 'a number, { min, max }, { zipf, min, max }, { poisson } or { histogram }';

/** How many children each parent row has, in any of its written forms. */
export const countDistribution: z.ZodType<CountDistribution, unknown> = described(
  (toJsonSchema) => ({
    anyOf: [FIXED, UNIFORM, ZIPF, POISSON, HISTOGRAM].map(toJsonSchema),
    description: 'Children of each parent row.',
  }),
  readCount,
);

function readCount(value: unknown): Checked<CountDistribution> {
  if (!isMap(value)) {
    const count = parseRowCount(value);
    if (count !== undefined) return checkLimits({ kind: 'fixed', count }, 1, count);
    return failed('wrong-value', `expected ${FORMS}, found ${describeValue(value)}`);
  }
  if ('zipf' in value) {
    return then(checkAgainst(ZIPF, value), ({ zipf, min, max }) =>
      ordered(min, max, { kind: 'zipf', exponent: zipf, min, max }),
    );
  }
  if ('poisson' in value) {
    return then(checkAgainst(POISSON, value), ({ poisson, min = 0, max }) =>
      ordered(min, max ?? min, {
        kind: 'poisson',
        mean: poisson,
        min,
        ...(max === undefined ? {} : { max }),
      }),
    );
  }
  if ('histogram' in value) {
    return then(checkAgainst(HISTOGRAM, value), ({ histogram }) => readHistogram(histogram));
  }
  return then(checkAgainst(UNIFORM, value), ({ min, max }) =>
    ordered(min, max, { kind: 'uniform', min, max }),
  );
}

function then<A, B>(checked: Checked<A>, next: (value: A) => Checked<B>): Checked<B> {
  return checked.ok ? next(checked.value) : checked;
}

function ordered(min: number, max: number, value: CountDistribution): Checked<CountDistribution> {
  if (min <= max) {
    const different = value.kind === 'poisson' ? 1 : max - min + 1;
    return checkLimits(value, different, max, ['max']);
  }
  return failed('wrong-value', `min (${min}) is greater than max (${max})`, { path: ['max'] });
}

/** Counts are kept as 32-bit integers, with a weight for each that can occur. */
const LARGEST_COUNT = 2 ** 31 - 1;
const MOST_COUNTS = 1_000_000;

function checkLimits(
  value: CountDistribution,
  different: number,
  largest: number,
  path: readonly string[] = [],
): Checked<CountDistribution> {
  if (largest > LARGEST_COUNT) {
    const most = LARGEST_COUNT.toLocaleString('en');
    return failed('wrong-value', `a parent row can have ${most} children at most`, { path });
  }
  if (different > MOST_COUNTS) {
    const most = MOST_COUNTS.toLocaleString('en');
    return failed('wrong-value', `a range can hold ${most} different counts at most`, { path });
  }
  return { ok: true, value };
}

function readHistogram(
  written: Readonly<Record<string, number>> | readonly { value: number | string; weight: number }[],
): Checked<CountDistribution> {
  const entries = Array.isArray(written)
    ? written
    : Object.entries(written).map(([value, weight]) => ({ value, weight }));
  const bins: HistogramBin[] = [];
  for (const [index, { value, weight }] of entries.entries()) {
    const bin = readBin(value, weight);
    if (bin === undefined) {
      const path = ['histogram', ...(Array.isArray(written) ? [index, 'value'] : [String(value)])];
      const problem = `expected a count or a range such as "2-5", found ${describeValue(value)}`;
      return failed('wrong-value', problem, { path });
    }
    bins.push(bin);
  }
  const different = bins.reduce((sum, { min, max }) => sum + max - min + 1, 0);
  const largest = bins.reduce((most, { max }) => Math.max(most, max), 0);
  if (bins.some((bin) => bin.weight > 0)) {
    const sorted = bins.toSorted((a, b) => a.min - b.min || a.max - b.max);
    const value: CountDistribution = { kind: 'histogram', bins: sorted };
    return checkLimits(value, different, largest, ['histogram']);
  }
  return failed('wrong-value', 'the histogram needs a weight above 0', { path: ['histogram'] });
}

function readBin(value: number | string, weight: number): HistogramBin | undefined {
  const [from, to, ...others] = typeof value === 'string' ? value.split('-') : [value];
  const min = parseRowCount(from);
  const max = to === undefined ? min : parseRowCount(to);
  if (min === undefined || max === undefined || others.length > 0 || min > max) return undefined;
  return { min, max, weight };
}
