import { z } from 'zod';
import type { RequestDefinitions } from './definitions.ts';
import { keywordsSchema } from './keywords-schema.ts';
import { duration, instant } from './schema-counts.ts';
import { type ReadEdgeCases, requestEdgeCases } from './schema-edge-cases.ts';
import { environmentsSchema, type ReadTarget } from './schema-environment.ts';
import { expectationSchema } from './schema-expectation.ts';
import { maskingSchema } from './schema-masking.ts';
import { text } from './schema-parts.ts';
import { localeSchema, type ReadTable, tableSchema } from './schema-table.ts';
import type { Cleanup, ExpectationRequest } from './types.ts';
import type { MaskingRequest } from './types-masking.ts';

/** What generators take for "now" unless the request says otherwise. */
const DEFAULT_REFERENCE_DATE = '2025-01-01T00:00:00.000Z';

const TEST = z
  .strictObject({
    command: text('Command that the shell runs against the environment.'),
    timeout: duration('How long it may take: 30s, 10m.').optional(),
  })
  .describe('Tests that run against each environment.');

/** A request after the checks of its parts, before names are resolved. */
export interface ReadRequest {
  readonly name: string;
  readonly seed: number;
  readonly locale: string;
  readonly referenceDate: string;
  readonly imports: Readonly<Record<string, string>>;
  readonly tables: Readonly<Record<string, ReadTable>>;
  readonly masking: MaskingRequest;
  readonly validation: {
    readonly schemas: Readonly<Record<string, string | Record<string, unknown>>>;
    readonly expectations: readonly ExpectationRequest[];
    readonly failures?: 'ndjson' | 'parquet' | undefined;
  };
  readonly environments: Readonly<
    Record<string, { readonly lease: number; readonly targets: readonly ReadTarget[] }>
  >;
  readonly test?: { readonly command: string; readonly timeout?: number | undefined } | undefined;
  readonly cleanup: Cleanup;
  readonly workflow?: string | undefined;
  readonly edgeCases?: boolean | ReadEdgeCases | undefined;
}

/**
 * The one schema of requests, made of the definitions that a request may name. It checks requests,
 * and editors get their JSON Schema from it.
 */
export function requestSchema(definitions: RequestDefinitions): z.ZodType<ReadRequest, unknown> {
  return z
    .strictObject({
      $schema: z.string().optional().describe('JSON Schema for editors; not read.'),
      name: z
        .string()
        .regex(
          /^[a-z][a-z0-9_-]{0,62}$/,
          'a name starts with a small letter, then small letters, digits, "-" and "_", 63 at most',
        )
        .describe('Name of the request.'),
      seed: z
        .int()
        .min(0)
        .max(Number.MAX_SAFE_INTEGER)
        .default(0)
        .describe('Fixes every generated value. Same request, same seed, same bytes.'),
      locale: localeSchema(definitions, 'Locale of names, places and texts.').default('en'),
      referenceDate: instant(
        'What generators take for "now", so that data does not change from day to day. Default 2025-01-01.',
      ).default(DEFAULT_REFERENCE_DATE),
      imports: z
        .record(
          z
            .string()
            .regex(/^[A-Za-z][\w-]{0,62}$/, 'import names are letters, digits, "-" and "_"'),
          text('Request file, relative to this one.'),
        )
        .default({})
        .describe('Other requests by name; references: name.table.column reads their keys.'),
      tables: z
        .record(z.string(), tableSchema(definitions))
        .refine((tables) => Object.keys(tables).length > 0, 'a request needs a table')
        .describe('Tables by name.'),
      edgeCases: requestEdgeCases.optional(),
      masking: maskingSchema.default({}),
      validation: validationSchema(definitions),
      environments: environmentsSchema.default({}),
      test: TEST.optional(),
      cleanup: z
        .enum(['always', 'on-success', 'never'])
        .default('always')
        .describe('When the environments are removed.'),
      workflow: text(
        'Document of the Amazon States Language that is run in place of the pipeline, relative to this file.',
      ).optional(),
    })
    .describe('Test data request of rowmill.');
}

function validationSchema(definitions: RequestDefinitions) {
  return z
    .strictObject({
      schemas: z
        .record(z.string(), z.union([z.string().min(1), z.record(z.string(), z.unknown())]))
        .default({})
        .describe('JSON Schema that every row of a table meets: a path, or the schema itself.'),
      expectations: z
        .array(expectationSchema(definitions))
        .default([])
        .describe('Further checks; keys, uniqueness and references are always checked.'),
      keywords: keywordsSchema
        .optional()
        .describe('Keywords that the schemas use besides those of their draft, as expressions.'),
      failures: z
        .enum(['ndjson', 'parquet'])
        .optional()
        .describe('How complete lists of failing rows are written. Default: ndjson.'),
    })
    .default({ schemas: {}, expectations: [] })
    .describe('Checks that data must pass before it is delivered.');
}
