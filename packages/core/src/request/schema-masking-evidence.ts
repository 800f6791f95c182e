import { z } from 'zod';
import { describeValue } from './describe-value.ts';
import { scalar } from './described.ts';
import { parseInstant } from './quantities.ts';
import { nameList, text } from './schema-parts.ts';

/** A day of the calendar, `2027-01-31`. */
function day(description: string): z.ZodType<string, unknown> {
  return scalar(
    { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$', description },
    (value) =>
      typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && parseInstant(value)
        ? value
        : undefined,
    (value) => `expected a day such as 2027-01-31, found ${describeValue(value)}`,
  );
}

/** Common for use inside an organisation; releases of health data mostly ask for 11. */
const DEFAULT_K = 5;

export const anonymitySchema = z
  .strictObject({
    quasiIdentifiers: nameList('Columns that name people together, e.g. birth year and sex.'),
    sensitive: nameList('Columns whose values must not follow from those.').default([]),
    k: z.int().min(2).default(DEFAULT_K).describe('Fewest rows alike in the quasi-identifiers.'),
    l: z.int().min(2).optional().describe('Fewest different sensitive values among them.'),
    t: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('Greatest distance of their sensitive values from those of the table.'),
  })
  .refine(({ l, t, sensitive }) => (l === undefined && t === undefined) || sensitive.length > 0, {
    path: ['sensitive'],
    error: 'l and t are about sensitive columns: name them',
  })
  .describe('Limits of k-anonymity, l-diversity and t-closeness.');

export const statementsSchema = z
  .strictObject({
    actualKnowledge: z
      .strictObject({ name: text('Who says so.'), date: day('Day on which it was said.') })
      .optional()
      .describe('Nothing that is left is known to name anybody: 45 CFR 164.514(b)(2)(ii).'),
    textReview: z
      .strictObject({ name: text('Who has read them.'), date: day('Day on which it was done.') })
      .optional()
      .describe('Somebody has read a sample of the masked texts and found nobody in it.'),
    expert: z
      .strictObject({
        name: text('Name of the expert.'),
        method: text('Method of the determination.'),
        report: text('Where the report of the expert is.'),
        expires: day('Last day on which it holds.'),
      })
      .optional()
      .describe('Determination of an expert: 45 CFR 164.514(b)(1).'),
    dataUseAgreement: z
      .strictObject({ id: text('Number of the contract.') })
      .optional()
      .describe('Contract with who receives a limited data set: 45 CFR 164.514(e)(4).'),
    reviewer: z
      .strictObject({ name: text('Who has assessed it.'), date: day('Day of the assessment.') })
      .optional()
      .describe('Who has assessed that the data are anonymous.'),
    keyDestroyed: z
      .strictObject({ event: text('Its record in the audit trail.') })
      .optional()
      .describe('The masking key is destroyed.'),
  })
  .describe('What people say for the dataset.');

const texts = (description: string) => z.array(z.string().min(1)).min(1).describe(description);

export const processingSchema = z
  .strictObject({
    controller: text('Who answers for the personal data.'),
    purpose: text('What they are processed for.'),
    subjects: texts('Whose data, e.g. customers.'),
    categories: texts('Which data, e.g. contact details.'),
    recipients: texts('Who receives the dataset.'),
    transfers: texts('To other countries, with their safeguards.').default([]),
    retention: text('How long it is kept.'),
    security: texts('Technical and organisational measures.').default([]),
  })
  .describe('Record of processing: GDPR article 30.');
