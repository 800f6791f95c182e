import { UsageError } from '../../usage-error.ts';
import type { Session } from '../session.ts';
import type { ValidateOptions } from './validate.ts';
import type { ValidateExpectationsOptions } from './validate-expectations.ts';

/** Options of both ways to check files. */
export type EitherOptions = Partial<Pick<ValidateOptions, 'schema'>> &
  Omit<ValidateOptions, 'schema'> &
  Partial<ValidateExpectationsOptions> &
  Pick<ValidateOptions, 'limit'>;

/** Options that only a check by a JSON Schema has. */
const OF_SCHEMAS = ['keywords', 'key', 'at', 'workers'] as const;

/**
 * Checks files by a JSON Schema or by expectations.
 *
 * @throws UsageError when it is not said by which, or an option does not fit.
 */
export async function validateEither(
  files: readonly string[],
  options: EitherOptions,
  session: Session,
): Promise<number> {
  const { schema, expectations } = options;
  if (schema !== undefined && expectations !== undefined)
    throw new UsageError('--schema and --expectations: check by one of them at a time');
  if (schema !== undefined) {
    if (options.failuresFormat !== undefined)
      throw new UsageError(
        '--failures-format is about expectations - end the name of --failures in .ndjson, .ndjson.gz or .parquet',
      );
    const { validate } = await import('./validate.ts');
    return validate(files, { ...options, schema }, session);
  }
  if (expectations === undefined)
    throw new UsageError('check by what? - add --schema FILE or --expectations FILE');
  const odd = OF_SCHEMAS.find((name) => options[name] !== undefined);
  if (odd !== undefined)
    throw new UsageError(`--${odd} is about a JSON Schema - leave it out with --expectations`);
  const { validateExpectations } = await import('./validate-expectations.ts');
  return validateExpectations(files, { ...options, expectations }, session);
}
