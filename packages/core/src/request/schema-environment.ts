import { z } from 'zod';
import { checkAgainst, described, failed } from './described.ts';
import { duration } from './schema-counts.ts';
import { byKind, nameList, postgresUrl, s3Prefix, text } from './schema-parts.ts';

const HOURS_4 = 4 * 3_600_000;

const tables = nameList('Tables that this target receives. Default: all.').optional();

const POSTGRES_FORM = z
  .strictObject({
    kind: z.literal('postgres'),
    url: postgresUrl('Server, best by reference: env:NAME or file:path.').optional(),
    embedded: z.boolean().optional().describe('rowmill starts a server of its own.'),
    isolation: z
      .enum(['database', 'schema', 'none'])
      .default('database')
      .describe('What is created for the environment and removed with it.'),
    tables,
  })
  .describe('PostgreSQL: tables with keys, indexes and foreign keys.');

const POSTGRES: z.ZodType<z.output<typeof POSTGRES_FORM>, unknown> = described(
  (toJsonSchema) => toJsonSchema(POSTGRES_FORM),
  (value) => {
    const checked = checkAgainst(POSTGRES_FORM, value);
    if (!checked.ok) return checked;
    const { url, embedded = false } = checked.value;
    if (url === undefined && !embedded) {
      const hint = 'url: env:DATABASE_URL, or embedded: true';
      return failed('wrong-target', 'the target needs a url, or embedded: true', { hint });
    }
    if (url !== undefined && embedded) {
      return failed('wrong-target', 'an embedded server has no url', {
        path: ['url'],
        hint: 'give either url or embedded: true',
      });
    }
    return checked;
  },
);

const FILES = {
  format: z.enum(['parquet', 'csv', 'ndjson', 'json', 'sql']).describe('Form of the files.'),
  compression: z
    .enum(['snappy', 'gzip', 'zstd', 'none'])
    .optional()
    .describe('Parquet only: how pages are made smaller. Default: snappy. zstd: Node 22.15.'),
  tables,
};

const DIRECTORY_FORM = z
  .strictObject({
    kind: z.literal('directory'),
    path: text('Folder, relative to the request.'),
    ...FILES,
  })
  .describe('Folder with a file for each table.');

const S3_FORM = z
  .strictObject({
    kind: z.literal('s3'),
    url: s3Prefix('What the keys begin with: s3://bucket/prefix.'),
    ...FILES,
  })
  .describe('Bucket of S3 with a folder of part files for each table.');

interface WrittenFiles {
  readonly format: string;
  readonly compression?: string | undefined;
}

/** Files whose compression is said where they have one. */
function filesTarget<Form extends WrittenFiles>(form: z.ZodType<Form>): z.ZodType<Form, unknown> {
  return described(
    (toJsonSchema) => toJsonSchema(form),
    (value) => {
      const checked = checkAgainst(form, value);
      if (!checked.ok || checked.value.compression === undefined) return checked;
      if (checked.value.format === 'parquet') return checked;
      return failed(
        'wrong-target',
        `compression is of Parquet files, not of ${checked.value.format}`,
        {
          path: ['compression'],
          hint: 'choose format: parquet, or leave compression out',
        },
      );
    },
  );
}

export type ReadTarget =
  | z.output<typeof POSTGRES_FORM>
  | z.output<typeof DIRECTORY_FORM>
  | z.output<typeof S3_FORM>;

/** One place that receives tables. */
const targetSchema: z.ZodType<ReadTarget, unknown> = byKind<ReadTarget>('target', {
  postgres: POSTGRES,
  directory: filesTarget(DIRECTORY_FORM),
  s3: filesTarget(S3_FORM),
});

/** Environments by name. */
export const environmentsSchema = z
  .record(
    z.string().regex(/^[A-Za-z][\w-]{0,62}$/, 'environment names are letters, digits, "-" and "_"'),
    z
      .strictObject({
        lease: duration('How long the environment may live: 30m, 4h, 2d. Default 4h.').default(
          HOURS_4,
        ),
        targets: z
          .array(targetSchema)
          .min(1, 'an environment needs a target')
          .describe('Where its tables go.'),
      })
      .describe('Isolated place for tests.'),
  )
  .describe('Environments that receive the data, by name.');
