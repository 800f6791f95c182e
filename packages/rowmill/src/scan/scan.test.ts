import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { openFindings } from './open-findings.ts';
import { sarifOf } from './sarif.ts';
import { findPlaces } from './scan-places.ts';
import { scanTables } from './scan-tables.ts';
import { readWaivers } from './waivers.ts';
import { writeDecisions } from './write-decisions.ts';

const CSV = `customer_no,name,email,loyalty
10007,Quentin Novak,quentin@mail.example,474
10014,Philippa Novak,philippa@mail.example,0
10015,Anna Kowalska,anna@mail.example,3
`;

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-scan-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

async function scanned(source: string, directory: string) {
  const places = await findPlaces(source, { directory, environment: {} });
  const options = { sample: 100, environment: {}, signal: new AbortController().signal };
  return { places, tables: await scanTables(places, options) };
}

const TODAY = { failOn: 'unsure', today: '2026-11-23' } as const;

describe('a scan', () => {
  it('tells kinds with evidence, and no value', async () => {
    const directory = folderWith({ 'customers.csv': CSV });
    const { tables } = await scanned('customers.csv', directory);
    const kinds = tables[0]?.columns.map(({ type, verdict }) => type ?? verdict);
    expect(kinds).toEqual(['customer-id', 'full-name', 'email', 'none']);
    const told = JSON.stringify(tables.map(({ columns }) => columns));
    for (const value of ['Quentin', 'philippa', 'Kowalska', '10014'])
      expect(told).not.toContain(value);
  });

  it('writes decisions that plan, and keeps comments', async () => {
    const directory = folderWith({
      'customers.csv': CSV,
      'rowmill.yaml': `name: shop # ours
seed: 1
tables:
  customers:
    source: { kind: csv, path: customers.csv }
    columns:
      loyalty: keep # points
masking:
  key: env:ROWMILL_KEY
`,
    });
    const file = join(directory, 'rowmill.yaml');
    const before = await scanned(file, directory);
    expect(openFindings(before.tables, { waivers: [], ...TODAY })).toHaveLength(3);
    expect(await writeDecisions(file, before.tables)).toMatchObject({ columns: 3 });
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('name: shop # ours');
    expect(text).toContain('loyalty: keep # points');
    expect(text).toMatch(/email: \{ mask: fake\.email, type: email, reason: /);
    const after = await scanned(file, directory);
    expect(openFindings(after.tables, { waivers: [], ...TODAY })).toEqual([]);
  });

  it('writes a type for every column, as claims ask for one', async () => {
    const directory = folderWith({ 'customers.csv': CSV });
    const { tables } = await scanned('customers.csv', directory);
    const file = join(directory, 'rowmill.yaml');
    await writeDecisions(file, tables);
    const { columns } = parse(readFileSync(file, 'utf8')).tables.customers;
    expect(Object.keys(columns)).toEqual(['customer_no', 'name', 'email', 'loyalty']);
    expect(columns.loyalty).toEqual({ mask: 'keep', type: 'none' });
    for (const one of Object.values(columns)) expect(one).toHaveProperty('type');
  });

  it('gives a foreign key the rule and the kind that somebody has decided for its parent', async () => {
    const directory = folderWith({
      'rowmill.yaml': `name: shop
seed: 1
tables:
  customers:
    source: { kind: csv, path: customers.csv }
    columns: { no: { mask: permute.int, domain: buyer, type: customer-id, approver: us } }
`,
    });
    const file = join(directory, 'rowmill.yaml');
    const { tables } = await scanned('orders.csv', folderWith({ 'orders.csv': 'buyer\n1\n2\n' }));
    const sourceColumns = [
      {
        name: 'buyer',
        type: { kind: 'integer' as const },
        references: { table: 'customers', column: 'no' },
      },
    ];
    await writeDecisions(
      file,
      tables.map((table) => ({ ...table, sourceColumns })),
    );
    const { buyer } = parse(readFileSync(file, 'utf8')).tables.orders.columns;
    expect(buyer).toMatchObject({
      mask: 'permute.int',
      domain: 'buyer',
      type: 'customer-id',
      references: 'customers.no',
    });
    expect(buyer).not.toHaveProperty('approver');
  });

  it('gives keys that refer to their own table, and to one another, the same rule', async () => {
    const files = {
      'members.csv': 'member_no,buddy,lead\nM-10,,L-9\nM-11,M-10,L-8\n',
      'leads.csv': 'lead_no,member\nL-9,M-10\nL-8,M-11\n',
    };
    const directory = folderWith(files);
    const references: Readonly<Record<string, { table: string; column: string }>> = {
      buddy: { table: 'members', column: 'member_no' },
      member: { table: 'members', column: 'member_no' },
    };
    const found = await Promise.all(
      ['leads.csv', 'members.csv'].map(async (file) => (await scanned(file, directory)).tables),
    );
    const tables = found.flat().map((table) => ({
      ...table,
      sourceColumns: table.sourceColumns.map((column) => {
        const to = references[column.name];
        return to === undefined ? column : { ...column, references: to };
      }),
    }));
    const file = join(directory, 'rowmill.yaml');
    await writeDecisions(file, tables);
    const { members, leads } = parse(readFileSync(file, 'utf8')).tables;
    const rule = { mask: 'hash.hmac', length: 16, type: 'customer-id' };
    expect(members.columns.member_no).toMatchObject(rule);
    expect(members.columns.buddy).toEqual({
      ...rule,
      references: 'members.member_no',
      reason: 'scan: holds what members.member_no holds',
    });
    expect(leads.columns.member).toMatchObject({ ...rule, references: 'members.member_no' });
  });

  it('closes findings that are waived until the waiver is over', async () => {
    const waiver = (expires: string) => `- column: customers.email
  finding: email
  reason: addresses of our own staff
  approver: privacy office
  expires: "${expires}"
`;
    const directory = folderWith({
      'customers.csv': CSV,
      'w.yaml': waiver('2026-12-31'),
      'old.yaml': waiver('2026-01-31'),
    });
    const { tables } = await scanned('customers.csv', directory);
    const open = async (file: string) =>
      openFindings(tables, { waivers: await readWaivers(join(directory, file)), ...TODAY });
    expect((await open('w.yaml')).map(({ finding }) => finding.column)).toEqual([
      'customer_no',
      'name',
    ]);
    const ended = (await open('old.yaml')).find(({ finding }) => finding.column === 'email');
    expect(ended?.expired?.expires).toBe('2026-01-31');
  });

  it('refuses a file of waivers with all that is wrong', async () => {
    const directory = folderWith({
      'w.yaml': '- { column: a.b, finding: email, expires: "soon" }\n',
    });
    await expect(readWaivers(join(directory, 'w.yaml'))).rejects.toThrow(
      /"reason" is missing[\s\S]*"approver" is missing[\s\S]*"expires" is a day/,
    );
  });

  it('tells SARIF the same fingerprint wherever the table stands', async () => {
    const directory = folderWith({ 'customers.csv': CSV });
    const { tables } = await scanned('customers.csv', directory);
    const findings = openFindings(tables, { waivers: [], ...TODAY });
    const options = { version: '0.1.0', loaded: undefined, artefact: 'customers.csv' };
    const log = sarifOf(findings, options) as {
      version: string;
      runs: { results: { ruleId: string; partialFingerprints: object }[] }[];
    };
    expect(log.version).toBe('2.1.0');
    expect(log.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual([
      'undecided/customer-id',
      'undecided/full-name',
      'undecided/email',
    ]);
    expect(sarifOf(findings, { ...options, artefact: 'elsewhere.csv' })).not.toEqual(log);
    const prints = new Set(
      log.runs[0]?.results.map((one) => JSON.stringify(one.partialFingerprints)),
    );
    expect(prints.size).toBe(3);
  });
});
