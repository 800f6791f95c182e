import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LedgerError } from '../errors.ts';
import { describeLedgerStore } from '../testing/describe-ledger-store.ts';
import { createFileLedgers } from './file-ledgers.ts';
import type { LedgerDraft } from './ledger.ts';
import { ownIdentity } from './process-identity.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rowmill-ledgers-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const draft: LedgerDraft = {
  environment: 'qa',
  lease: 'one',
  owner: 'ada',
  holder: { ...ownIdentity() },
  created: '2026-01-01T00:00:00.000Z',
  expires: '2026-01-01T01:00:00.000Z',
  objects: [],
  urlReferences: [],
};

describeLedgerStore('file', {
  open: () => createFileLedgers(join(folder, 'environments')),
  damage: async (environment) =>
    writeFileSync(join(folder, 'environments', `${environment}.json`), '{"version":2}'),
});

describe('file ledgers', () => {
  it('are read as the first rowmill wrote them', async () => {
    const { holder, urlReferences, ...fields } = draft;
    const file = { version: 1, ...fields, process: holder };
    writeFileSync(join(folder, 'qa.json'), JSON.stringify(file));
    const ledgers = createFileLedgers(folder);
    const ledger = await ledgers.read('qa');
    expect(ledger).toEqual({ ...draft, revision: 0 });
    if (ledger !== undefined) await ledgers.replace(ledger);
    expect(JSON.parse(readFileSync(join(folder, 'qa.json'), 'utf8'))).toEqual({
      ...file,
      urlReferences,
      revision: 1,
    });
  });

  it('know that a process is gone', () => {
    const ledgers = createFileLedgers(folder);
    const gone = { ...ownIdentity(), pid: 2 ** 22 - 1, started: '' };
    expect(ledgers.isGone(gone)).toBe(true);
    expect(ledgers.isGone({ ...gone, host: 'elsewhere' })).toBe(false);
  });

  it('discard what a killed process has left of its own lease alone', async () => {
    const ledgers = createFileLedgers(folder);
    for (const name of ['qa.json.one.1.tmp', 'qa.json.two.1.tmp', 'qa2.json.one.1.tmp'])
      writeFileSync(join(folder, name), '{');
    expect(await ledgers.list()).toEqual([]);
    const ledger = await ledgers.create(draft);
    if (ledger !== undefined) await ledgers.delete(ledger);
    expect(readdirSync(folder)).toEqual(['qa.json.two.1.tmp', 'qa2.json.one.1.tmp']);
    await ledgers.discardUnfinished('qa', 'two');
    expect(readdirSync(folder)).toEqual(['qa2.json.one.1.tmp']);
  });

  it('are refused under the name of another environment, or under none', async () => {
    const ledgers = createFileLedgers(folder);
    await ledgers.create(draft);
    writeFileSync(join(folder, 'copy.json'), readFileSync(join(folder, 'qa.json')));
    await expect(ledgers.read('copy')).rejects.toThrow(/copy\.json: is no ledger/);
    writeFileSync(join(folder, '%.json'), '{}');
    await expect(ledgers.list()).rejects.toThrow(LedgerError);
  });

  it('say where nothing can be stored', async () => {
    writeFileSync(join(folder, 'file'), '');
    const ledgers = createFileLedgers(join(folder, 'file'));
    await expect(ledgers.create(draft)).rejects.toThrow(/qa\.json: cannot be created - /);
    await expect(ledgers.list()).rejects.toThrow(LedgerError);
  });
});
