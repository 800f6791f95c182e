import { z } from 'zod';
import type { CheckResult } from '../../validation/check-result.ts';
import { type PublishedSchema, schemaUri } from '../schema-uri.ts';
import { CHECK, CHECK_EXAMPLE } from './check-schema.ts';
import { list, members } from './described.ts';
import { PROFILE } from './profile-schema.ts';
import { RUN_REPORT } from './report-schema.ts';
import { FILE_FAILURE, VALIDATION } from './validation-schema.ts';

interface Checks {
  readonly version: 1;
  readonly checks: readonly CheckResult[];
}

const CHECKS = members<Checks>('What was checked of a stored dataset: checks.json of a run.', {
  version: z.literal(1).describe('Rises when a reader of the older form would misread the newer.'),
  checks: list('What was checked.', CHECK),
});

/** Forms that others read, by the name of their schema. The number is their version. */
const PUBLISHED_SCHEMAS = {
  'report-1': RUN_REPORT,
  'checks-1': CHECKS,
  'profile-1': PROFILE,
  'failure-1': CHECK_EXAMPLE,
  'validation-1': VALIDATION,
  'file-failure-1': FILE_FAILURE,
} as const satisfies Readonly<Record<PublishedSchema, z.ZodType>>;

export const PUBLISHED_NAMES = Object.keys(PUBLISHED_SCHEMAS) as readonly PublishedSchema[];

/**
 * A form as JSON Schema (2020-12).
 *
 * @param closed refuse members that it does not name. What is published takes them: a later version of rowmill may add
 * some without another number.
 */
export function publishedSchema(name: PublishedSchema, { closed }: { readonly closed: boolean }) {
  const { $schema, ...schema } = z.toJSONSchema(PUBLISHED_SCHEMAS[name], {
    target: 'draft-2020-12',
    io: closed ? 'output' : 'input',
    reused: 'inline',
  });
  return { $schema, $id: schemaUri(name), ...schema };
}
