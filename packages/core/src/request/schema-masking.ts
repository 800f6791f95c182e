import { z } from 'zod';
import { describeValue, isMap } from './describe-value.ts';
import { checkAgainst, described, failed } from './described.ts';
import { instant } from './schema-counts.ts';
import { anonymitySchema, processingSchema, statementsSchema } from './schema-masking-evidence.ts';
import { secretReference, text } from './schema-parts.ts';
import { CLAIMS, type ClaimName, type MaskingRequest } from './types-masking.ts';

const KEY_REFERENCE =
  /^(env:[A-Za-z_]\w*|file:.+|aws-kms:(env:[A-Za-z_]\w*|file:.+)|aws-secrets:[\w/+=.@:-]+)$/;

const keyReference = z
  .string()
  .regex(
    KEY_REFERENCE,
    'a secret is named, not written out: env:NAME, file:path, aws-secrets:ID, aws-kms:env:NAME or aws-kms:file:path',
  )
  .describe(
    'Secret that fixes masks: env:NAME, file:path, aws-secrets:ID, or what AWS KMS decrypts: aws-kms:file:path.',
  );

const KEY_FORM = z
  .strictObject({
    ref: keyReference,
    version: z
      .union([
        z.int().min(0),
        z.string().regex(/^[\w.-]{1,64}$/, 'a version is letters and digits'),
      ])
      .transform(String)
      .optional()
      .describe('Which version of the key it is; of aws-secrets: the version that is read.'),
    custodian: text('Role that answers for the key.').optional(),
  })
  .describe('The key with who keeps it.');

type ReadKey = z.output<typeof KEY_FORM>;

/** A bare reference, or a map with `ref`. */
const keySchema: z.ZodType<ReadKey, unknown> = described(
  (toJsonSchema) => ({ anyOf: [toJsonSchema(keyReference), toJsonSchema(KEY_FORM)] }),
  (value) => {
    if (isMap(value)) return checkAgainst(KEY_FORM, value);
    const checked = checkAgainst(keyReference, value);
    return checked.ok ? { ok: true, value: { ref: checked.value } } : checked;
  },
);

const claimName = z.enum(CLAIMS).describe('Something that the dataset has to be.');
const claimList = z.array(claimName).min(1).describe('What the dataset has to be.');

/** One claim, or a list of them. */
const claimsSchema: z.ZodType<readonly ClaimName[], unknown> = described(
  (toJsonSchema) => ({ anyOf: [toJsonSchema(claimName), toJsonSchema(claimList)] }),
  (value) => {
    if (Array.isArray(value)) {
      const checked = checkAgainst(claimList, value);
      return checked.ok ? { ok: true, value: [...new Set(checked.value)] } : checked;
    }
    const checked = checkAgainst(claimName, value);
    return checked.ok ? { ok: true, value: [checked.value] } : checked;
  },
);

const FORM = z
  .strictObject({
    key: keySchema.optional(),
    purpose: z
      .string()
      .regex(/^[a-z][\w.-]{0,62}$/i, 'a purpose is letters, digits, ".", "-" and "_", 63 at most')
      .optional()
      .describe('What the data are masked for: masks of two purposes do not join.'),
    claims: claimsSchema.optional(),
    claim: claimsSchema.optional(),
    asOf: instant('What "now" is for ages and dates. Default: referenceDate.').optional(),
    vault: secretReference(
      'Where random masks are kept with their values: file:path, or env:NAME of a path.',
    ).optional(),
    anonymity: z
      .record(z.string(), anonymitySchema)
      .optional()
      .describe('Limits that rows of masked tables keep, by table.'),
    statements: statementsSchema.optional(),
    processing: processingSchema.optional(),
    audit: z
      .strictObject({
        path: text('Folder of the audit trail. Default: that of the store.').optional(),
        outside: text('Folder or s3://bucket/prefix that checkpoints are copied to.').optional(),
        signingKey: secretReference(
          'Key that signs checkpoints: env:NAME or file:path.',
        ).optional(),
        every: z.int().min(1).optional().describe('Records between two checkpoints.'),
      })
      .optional()
      .describe('The audit trail.'),
    strict: z.boolean().optional().describe('What is unsure stops the run as well.'),
  })
  .describe('Settings of masking.');

/** Settings of masking, as written and in normal form. */
export const maskingSchema: z.ZodType<MaskingRequest, unknown> = described(
  (toJsonSchema) => toJsonSchema(FORM),
  (value) => {
    if (!isMap(value)) return failed('wrong-type', `expected a map, found ${describeValue(value)}`);
    const checked = checkAgainst(FORM, value);
    if (!checked.ok) return checked;
    const { claim, claims, ...rest } = checked.value;
    if (claim !== undefined && claims !== undefined)
      return failed('wrong-value', 'claim and claims are one thing', {
        path: ['claim'],
        hint: 'list them all under claims',
      });
    return { ok: true, value: normaliseMasking({ ...rest, claims: claims ?? claim }) };
  },
);

function normaliseMasking({
  key,
  strict,
  ...rest
}: Omit<z.output<typeof FORM>, 'claim'>): MaskingRequest {
  const given = {
    key: key?.ref,
    keyVersion: key?.version,
    keyCustodian: key?.custodian,
    ...rest,
    strict: strict || undefined,
  };
  return withoutUndefined(given) as MaskingRequest;
}

/** What was not written is not there, at any depth: requests are compared and stored as JSON. */
function withoutUndefined(value: unknown): unknown {
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([name, one]) => [name, withoutUndefined(one)]),
  );
}
