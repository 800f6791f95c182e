import { z } from 'zod';
import { STRATEGIES } from '../../mask/catalog.generated.ts';
import { defineStrategy, type NestedRule, type StrategyProperties } from '../../mask/define.ts';
import { planMasking } from '../../mask/plan-masking.ts';
import { type ClaimColumn, type ClaimInput, claimColumns } from '../claim-input.ts';

/** A column as a request has it. */
export interface WrittenColumn {
  readonly mask: string;
  readonly type?: string;
  readonly [option: string]: unknown;
}

const NOTHING: StrategyProperties = {
  family: 'removed',
  deterministic: true,
  referential: true,
  injective: false,
  reversible: 'no',
  keyed: false,
  nullSafe: true,
  reveals: 'nothing',
  leaks: [],
};

const sample = (name: string, properties: Partial<StrategyProperties>, nested = false) =>
  defineStrategy({
    name,
    summary: 'For tests.',
    options: z.strictObject({
      rules: z.array(z.looseObject({ mask: z.string() })).optional(),
      rest: z.enum(['keep', 'redact']).optional(),
      from: z.array(z.string()).optional(),
      keepFirst: z.int().optional(),
      keepLast: z.int().optional(),
      valid: z.boolean().optional(),
    }),
    properties: { ...NOTHING, ...properties },
    ...(nested ? { nested: ({ rules = [] }) => rules as NestedRule[] } : {}),
    readsMasked: ({ from = [] }): string[] => from as string[],
    create: () => (column) => [...column.values],
  });

/** Families of which the tests need a strategy, whatever the catalogue has. */
const FAMILIES = {
  drop: sample('drop', {}),
  'surrogate.random': sample('surrogate.random', {
    family: 'random',
    injective: true,
    reveals: 'equality',
  }),
  'surrogate.kept': sample('surrogate.kept', {
    family: 'random',
    reversible: 'by map',
    reveals: 'equality',
  }),
  'hash.md5': sample('hash.md5', { family: 'unkeyed', reveals: 'equality' }),
  shuffle: sample('shuffle', { family: 'rearranged', reveals: 'value' }),
  'truncate.pan': sample('truncate.pan', { family: 'partial', reveals: 'value' }),
  'fpe.checksum': sample('fpe.checksum', { family: 'keyed', keyed: true, reveals: 'equality' }),
  'text.deid': sample('text.deid', { family: 'composed' }, true),
  'json.path': sample('json.path', { family: 'composed' }, true),
  template: sample('template', { family: 'composed' }),
};

/** Columns of the table `t` under the strategies of the catalogue, and of {@link FAMILIES}. */
function columnsFor(columns: Readonly<Record<string, WrittenColumn>>): readonly ClaimColumn[] {
  const plan = planMasking({
    table: 't',
    locale: 'en',
    strategies: { ...STRATEGIES, ...FAMILIES },
    sourceColumns: Object.keys(columns).map((name) => ({ name })),
    rules: Object.entries(columns).map(([column, { mask, type: _, ...options }]) => ({
      column,
      strategy: mask,
      options,
      // Planning would refuse some of what claims have to refuse as well.
      piiType: 'none',
    })),
  });
  return claimColumns([plan]).map((one) => ({ ...one, type: columns[one.column]?.type }));
}

/** Input of a run that has measured nothing bad. */
export function provenInput(
  columns: Readonly<Record<string, WrittenColumn>>,
  more: Partial<ClaimInput> = {},
): ClaimInput {
  return {
    columns: columnsFor(columns),
    masking: {},
    today: '2026-11-23',
    proofs: { t: { rows: 10, sampledOneIn: 1, columns: [] } },
    ...more,
  };
}
