import { z } from 'zod';
import { describeValue, isMap, quote } from './describe-value.ts';
import { type Checked, checkAgainst, described, failed } from './described.ts';
import { didYouMean } from './nearest.ts';
import { alternatives } from './translate-issue.ts';

/**
 * Maps that say by `kind` what they are. Only the branch of that kind is checked, so that an error
 * never speaks of the others.
 */
export function byKind<T>(
  noun: string,
  branches: Readonly<Record<string, z.ZodType<T>>>,
): z.ZodType<T, unknown> {
  const kinds = Object.keys(branches);
  return described(
    (toJsonSchema) => ({ anyOf: Object.values(branches).map(toJsonSchema) }),
    (value): Checked<T> => {
      if (!isMap(value)) {
        return failed('wrong-type', `expected a map with a kind, found ${describeValue(value)}`);
      }
      const { kind } = value;
      const branch = typeof kind === 'string' && kinds.includes(kind) ? branches[kind] : undefined;
      return branch === undefined ? unknownKind(noun, kind, kinds) : checkAgainst(branch, value);
    },
  );
}

function unknownKind(noun: string, kind: unknown, kinds: readonly string[]) {
  const path = ['kind'];
  if (kind === undefined) {
    const hint = `expected ${alternatives(kinds)}`;
    return failed('missing', `the ${noun} needs a kind`, { hint, path });
  }
  const hint = typeof kind === 'string' ? didYouMean(kind, kinds) : undefined;
  const message = `unknown kind of ${noun} ${describeValue(kind)}: expected ${alternatives(kinds)}`;
  return failed(`unknown-${noun}`, message, { hint, path });
}

/** Text that is not empty. */
export function text(description: string): z.ZodString {
  return z.string().min(1, 'must not be empty').describe(description);
}

const SECRET_REFERENCE = /^(env:[A-Za-z_]\w*|file:.+)$/;

/** `env:NAME` or `file:path`. A secret written out would be kept with every run, so it is refused. */
export function secretReference(description: string): z.ZodString {
  return z
    .string()
    .regex(SECRET_REFERENCE, 'a secret is named, not written out: env:NAME or file:path')
    .describe(description);
}

/** A URL, or the secret reference of one. The message never repeats it: it may hold a password. */
export function postgresUrl(description: string): z.ZodString {
  return z
    .string()
    .regex(
      /^(env:[A-Za-z_]\w*|file:.+|postgres(ql)?:\/\/.+)$/,
      'expected env:NAME, file:path or postgres://host/database',
    )
    .describe(description);
}

/** Lists of names without repeats. */
export function nameList(description: string): z.ZodType<string[], unknown> {
  const schema = z.array(z.string()).min(1).describe(description);
  return described(
    (toJsonSchema) => ({ ...toJsonSchema(schema), uniqueItems: true }),
    (value) => {
      const checked = checkAgainst(schema, value);
      if (!checked.ok) return checked;
      const repeated = checked.value.findIndex((name, index, all) => all.indexOf(name) < index);
      if (repeated < 0) return checked;
      const message = `${quote(checked.value[repeated] ?? '')} is listed twice`;
      return failed('repeated-name', message, { path: [repeated] });
    },
  );
}

/** Name of a bucket: 3 to 63 letters, digits, dots and hyphens. */
const BUCKET = /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/|$)/;

/** Path of a file, or the address of an object of S3. */
export function filePath(description: string): z.ZodString {
  return text(description).refine(
    (path) => !path.startsWith('s3:') || (BUCKET.test(path) && /^s3:\/\/[^/]+\/.*[^/]$/.test(path)),
    'expected a path, or s3://bucket/key',
  );
}

/** Address of what begins with a key in S3. */
export function s3Prefix(description: string): z.ZodString {
  return text(description).regex(BUCKET, 'expected s3://bucket/prefix');
}
