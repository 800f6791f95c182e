import { parseRequest, planMasking, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { maskRules } from '../../stages/masking-facts.ts';
import type { ComplianceInput } from '../input.ts';

/** A value that no report may hold. */
export const CANARY = 'Quentina Canarybird';

const REQUEST = parseRequest(
  {
    name: 'clinic',
    masking: {
      key: { ref: 'env:CANARY_KEY_NAME', version: '2026-11', custodian: 'key custodian' },
      purpose: 'acceptance-tests',
      claims: ['gdpr-pseudonymised', 'hipaa-safe-harbor'],
      statements: { actualKnowledge: { name: 'P. Officer', date: '2026-11-20' } },
      processing: {
        controller: 'Clinic Ltd',
        purpose: 'testing of the appointment service',
        subjects: ['patients'],
        categories: ['contact details', 'visits'],
        recipients: ['test team'],
        retention: 'four hours, then removed with proof',
        security: ['masked before it is stored', 'key kept apart'],
      },
    },
    tables: {
      patients: {
        source: { kind: 'csv', path: 'patients.csv' },
        key: 'id',
        columns: {
          id: { mask: 'hash.hmac', type: 'medical-record' },
          name: { mask: 'fake.person', type: 'full-name', by: 'id' },
          email: { mask: 'fake.email', type: 'email', by: 'id' },
          zip: { mask: 'zip3', type: 'postal-code' },
          born: { mask: 'date.truncate', unit: 'year', type: 'birth-date' },
          ward: {
            mask: 'keep',
            type: 'none',
            reason: 'tells nobody apart',
            approver: 'P. Officer',
            expires: '2027-06-30',
          },
          city: { mask: 'keep', type: 'city', reason: 'the tests need it', approver: 'P. Officer' },
          doctor: { mask: 'constant', value: CANARY, type: 'full-name' },
          notes: { mask: 'redact', type: 'free-text' },
        },
      },
    },
  },
  { definitions: REQUEST_DEFINITIONS },
);

const TABLE = REQUEST.tables.patients;
const RULES = TABLE?.kind === 'source' ? maskRules(TABLE) : [];

const MASKS = planMasking({
  table: 'patients',
  locale: 'en',
  sourceColumns: RULES.map(({ column }) => ({ name: column })),
  rules: RULES,
});

const columnProof = (column: string) => ({
  column,
  tooLong: 0,
  changedNulls: 0,
  detected: {},
  sampled: 1000,
});

/** A report with something of everything in it, for tests and for looking at. */
export const SAMPLE_INPUT: ComplianceInput = {
  run: {
    id: '20261123T091500Z-7f3a',
    name: 'clinic',
    outcome: 'passed',
    started: '2026-11-23T09:15:00.000Z',
    asOf: '2026-01-01T00:00:00.000Z',
    rowmillVersion: '0.1.0',
    dataset: 'd-4b1f0c9a7e62d815c3f0',
    planDigest: `sha256:${'1a'.repeat(32)}`,
    decisionsDigest: `sha256:${'2b'.repeat(32)}`,
  },
  request: REQUEST,
  tables: [
    {
      masks: MASKS,
      describe: 'csv patients.csv',
      snapshot: `sha256:${'3c'.repeat(32)}`,
      rows: 12_406,
      counts: RULES.map(({ column }) => ({ column, masked: 12_403, nulls: 3 })),
      proof: {
        rows: 12_406,
        sampledOneIn: 1,
        columns: [
          {
            ...columnProof('name'),
            survival: {
              values: 11_950,
              inSameColumn: 2,
              inOtherColumns: 5,
              byChance: 7,
              survived: 0,
              inOwnText: 0,
            },
          },
          { ...columnProof('email'), reserved: { checked: 12_403, inside: 12_403 } },
          { ...columnProof('notes'), reserved: { checked: 4, inside: 4 }, detected: { phone: 2 } },
        ],
        anonymity: {
          quasiIdentifiers: ['zip', 'born'],
          sensitive: ['ward'],
          measured: {
            k: 6,
            rowsBelow: 4,
            shareBelow: 4 / 12_406,
            classes: 812,
            sensitive: [{ column: 'ward', distinctL: 3, entropyL: 2, t: 0.214 }],
          },
        },
      },
    },
  ],
  maskKeyId: '5d41402a',
  claims: [
    {
      claim: 'gdpr-pseudonymised',
      earned: true,
      refused: false,
      columns: [
        { table: 'patients', column: 'id', verdict: 'passes', reason: 'replaced under the key' },
      ],
      statements: [
        {
          statement: 'who keeps the secret apart',
          verdict: 'passes',
          reason: 'key custodian',
        },
      ],
    },
    {
      claim: 'hipaa-safe-harbor',
      earned: false,
      refused: true,
      columns: [
        {
          table: 'patients',
          column: 'id',
          verdict: 'refused',
          reason: '(R) the mask is a code derived from the identifier: use surrogate.random',
        },
        { table: 'patients', column: 'born', verdict: 'passes', reason: '(C) the year alone' },
      ],
      statements: [],
    },
  ],
  checks: [
    {
      name: 'key-is-unique',
      table: 'patients',
      columns: ['id'],
      passed: true,
      failingRows: 0,
    },
  ],
  environments: [
    {
      name: 'qa',
      leaseMs: 4 * 3_600_000,
      leaseEnds: '2026-11-23T13:15:00.000Z',
      targets: [
        {
          describe: 'postgres 127.0.0.1:5432/clinic_qa',
          tables: ['patients'],
          rows: 12_406,
          verified: 'content',
        },
      ],
      removed: ['database "clinic_qa" on 127.0.0.1:5432'],
    },
  ],
  audit: {
    size: 31,
    root: Buffer.alloc(32, 9),
    checkpoint: `rowmill.audit/0123456789abcdef\n31\n${Buffer.alloc(32, 9).toString('base64')}\n\n— rowmill.audit/0123456789abcdef AAAA\n`,
  },
};
