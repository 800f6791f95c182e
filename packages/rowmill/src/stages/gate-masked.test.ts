import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRequest, REQUEST_DEFINITIONS, type TableProof } from '@rowmill/core/engine';
import { describe, expect, it } from 'vitest';
import { MANIFEST_VERSION, type Manifest } from '../stores/manifest.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { judgeMasked } from './gate-masked.ts';
import { planRun } from './plan-run.ts';

const request = parseRequest(
  {
    name: 'clinic',
    masking: {
      claim: 'hipaa-safe-harbor',
      asOf: '2026-11-23',
      statements: {
        actualKnowledge: { name: 'R. Roe', date: '2026-01-02' },
        textReview: { name: 'B. Poe', date: '2026-01-02' },
      },
    },
    tables: {
      patients: {
        source: { kind: 'csv', path: 'patients.csv' },
        columns: { note: { mask: 'text.deid', found: 'name', type: 'free-text' } },
      },
    },
  },
  { definitions: REQUEST_DEFINITIONS },
);

const MEASURED = { column: 'note', tooLong: 0, changedNulls: 0, detected: {}, sampled: 10 };

/** Judges one masked table of which this was measured. */
async function judge(column: Partial<TableProof['columns'][number]> | undefined) {
  const directory = temporaryFolder();
  writeFileSync(join(directory, 'patients.csv'), 'note\nseen on 2026-01-02\n');
  const plan = await planRun({ request, imports: {} }, { directory, environment: {} });
  const proof = { rows: 10, sampledOneIn: 1, columns: [{ ...MEASURED, ...column }] };
  const table = {
    name: 'patients',
    origin: 'masked' as const,
    rows: 10,
    masking: [],
    seconds: 0,
    ...(column === undefined ? {} : { proof }),
  };
  const manifest = { version: MANIFEST_VERSION, datasetId: plan.datasetId, tables: [table] };
  const decisions: unknown[] = [];
  const audit = { record: async (event: object) => decisions.push(event) };
  const verdict = await judgeMasked({ request, plan }, manifest as unknown as Manifest, {
    runId: 'run',
    audit: audit as never,
  });
  return { ...verdict, decisions };
}

describe('masked tables', () => {
  it('may be delivered where all that was measured holds', async () => {
    const { checks, refusal, decisions } = await judge({});
    expect(refusal).toBeUndefined();
    expect(checks.every(({ passed }) => passed)).toBe(true);
    expect(checks.map(({ name }) => name)).toContain('claim-hipaa-safe-harbor-is-earned');
    expect(decisions).toMatchObject([{ action: 'gate.decide', decision: 'allowed' }]);
  });

  it('are refused by policy where a claim alone is not earned', async () => {
    const { refusal, decisions } = await judge({ detected: { 'person-date': 2 } });
    expect(refusal?.name).toBe('ClaimError');
    expect(refusal?.message).toContain('what its masked rows do not earn');
    expect(refusal?.message).toMatch(/hipaa-safe-harbor {2}patients\.note {2}.*person-date/);
    expect(decisions).toMatchObject([{ decision: 'refused', params: { failed: 1 } }]);
  });

  it('fail where a check does, claims or not', async () => {
    const { refusal } = await judge({ detected: { email: 2 } });
    expect(refusal?.name).toBe('QualityGateError');
    expect(refusal?.message).toMatch(/noPersonalDataIsFound(?:.|\n)*claim-hipaa-safe-harbor/);
  });

  it('fail where nothing was measured', async () => {
    const { refusal } = await judge(undefined);
    expect(refusal?.name).toBe('QualityGateError');
    expect(refusal?.message).toContain('masksAreProven: nothing was measured');
  });
});
