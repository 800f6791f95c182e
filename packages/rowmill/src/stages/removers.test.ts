import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseRequest, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { expect, it, onTestFinished } from 'vitest';
import type { LedgerObject } from '../environments/lease.ts';
import type { Ledger } from '../environments/ledger.ts';
import { removersWith, urlReferencesOf } from './removers.ts';

const LEDGER: Ledger = {
  environment: 'qa',
  lease: 'one',
  owner: 'ada',
  holder: { pid: 1 },
  created: '2026-01-01T00:00:00.000Z',
  expires: '2026-01-01T01:00:00.000Z',
  objects: [],
  urlReferences: ['env:QA_URL'],
  revision: 1,
};

/** A database on a server that nobody reaches. */
const DATABASE: LedgerObject = {
  target: 'postgres',
  kind: 'database',
  name: 'rowmill_qa_00000000',
  place: { host: '127.0.0.1', port: 1, user: 'ada', database: 'qa' },
};

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-removers-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it('notes where URLs are found, from wherever one looks, and never a URL', () => {
  const request = parseRequest(
    {
      name: 'shop',
      tables: { users: { rows: 1, columns: { id: 'sequence' } } },
      environments: {
        qa: {
          targets: [
            { kind: 'postgres', url: 'env:QA_URL' },
            { kind: 'postgres', url: 'env:QA_URL' },
            { kind: 'postgres', url: 'file:secrets/url' },
            { kind: 'postgres', url: 'postgres://ada:secret@db/qa' },
            { kind: 'postgres', embedded: true },
            { kind: 'directory', path: 'out', format: 'csv' },
          ],
        },
      },
    },
    { definitions: REQUEST_DEFINITIONS },
  );
  const { qa } = request.environments;
  if (qa === undefined) throw new Error('the request has no environment');
  expect(urlReferencesOf(qa, { directory: '/srv/shop' })).toEqual([
    'env:QA_URL',
    'file:/srv/shop/secrets/url',
  ]);
});

it('tells of a URL that cannot be looked up where something is left because of it, and nowhere else', async () => {
  const { postgres } = await removersWith([], { environment: {}, directory: '/' })(LEDGER);
  expect(await postgres?.([], 'one')).toEqual({ removed: [], problems: [], gone: [] });
  const { problems = [] } = (await postgres?.([DATABASE], 'one')) ?? {};
  const messages = problems.map(({ message }) => message);
  expect(messages).toEqual([
    expect.stringContaining('127.0.0.1:1'),
    expect.stringContaining('env:QA_URL: the variable QA_URL is not set'),
  ]);
});

it('tells in the same way of a reference to something that is no URL, and not what it is', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'secrets'));
  writeFileSync(join(folder, 'secrets/url'), 'hunter2\n');
  const reference = `file:${join(folder, 'secrets/url')}`;
  const ledger = { ...LEDGER, urlReferences: [reference] };
  const { postgres } = await removersWith([], { environment: {}, directory: '/' })(ledger);
  const { problems = [] } = (await postgres?.([DATABASE], 'one')) ?? {};
  expect(problems[1]?.message).toContain(`${reference}: `);
  expect(problems[1]?.message).not.toContain('hunter2');
});
