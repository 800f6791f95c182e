import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CleanUpError, EnvironmentBusyError, LedgerError } from '../errors.ts';
import { only, useEnvironments } from '../testing/environment.ts';
import { type LedgerObject, leaseMarker, parseLeaseMarker } from './lease.ts';
import { type Remover, sweep } from './sweep.ts';

const HOUR = 3_600_000;

function folderObject(name: string): LedgerObject {
  return { target: 'directory', kind: 'folder', name, place: { host: 'here' } };
}

/** A remover that keeps a list of what it was asked to remove. */
function recorder(): { removed: string[]; remover: Remover } {
  const removed: string[] = [];
  const remover: Remover = async (objects) => {
    removed.push(...objects.map(({ name }) => name));
    return { removed: objects.map(({ name }) => `folder ${name}`), problems: [], gone: objects };
  };
  return { removed, remover };
}

describe('environment', () => {
  const environments = useEnvironments();

  it('belongs to one holder at a time, of many that ask at once', async () => {
    const { ledgers } = await environments.ledgers();
    const asked = Array.from({ length: 8 }, () => environments.open({ ledgers }));
    const answers = await Promise.allSettled(asked);
    const held = answers.filter(({ status }) => status === 'fulfilled');
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(held).toHaveLength(1);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(EnvironmentBusyError);
  });

  it('tells who holds it, and until when', async () => {
    const { ledgers } = await environments.ledgers();
    const lease = await environments.open({ ledgers, owner: 'ada' });
    await expect(environments.open({ ledgers })).rejects.toThrow(`ada (process ${process.pid}`);
    await expect(environments.open({ ledgers })).rejects.toThrow(lease.expires);
  });

  it('is free again once it is closed', async () => {
    const { folder, ledgers } = await environments.ledgers();
    await (await environments.open({ ledgers })).close();
    expect(await readdir(folder)).toEqual([]);
    await (await environments.open({ ledgers })).close();
  });

  it('keeps its ledger while objects are on record', async () => {
    const { folder, ledgers } = await environments.ledgers();
    const lease = await environments.open({ ledgers });
    await lease.record([folderObject('a'), folderObject('b')]);
    await lease.record([folderObject('a')]);
    await lease.forget([folderObject('b')]);
    expect(lease.objects).toEqual([folderObject('a')]);
    await lease.close();
    const ledger = JSON.parse(await readFile(join(folder, 'qa.json'), 'utf8'));
    expect(ledger.objects).toEqual([folderObject('a')]);
  });

  it('loses no record of many that come at once', async () => {
    const { folder, ledgers } = await environments.ledgers();
    const lease = await environments.open({ ledgers });
    const objects = Array.from({ length: 30 }, (_, index) => folderObject(`f${index}`));
    await Promise.all(objects.map((object) => lease.record([object])));
    const ledger = JSON.parse(await readFile(join(folder, 'qa.json'), 'utf8'));
    expect(ledger.objects).toEqual(objects);
  });

  it('is cleared of what an owner that is gone left behind, the youngest first', async () => {
    const { ledgers } = await environments.ledgers();
    const { removed, remover } = recorder();
    const lease = await environments.open({ ledgers, leaseMs: HOUR });
    await lease.record([folderObject('old'), folderObject('young')]);
    const later = new Date(Date.now() + 2 * HOUR);
    const next = await environments.open({ ledgers, now: later, removers: { directory: remover } });
    expect(removed).toEqual(['young', 'old']);
    expect(next.leftovers).toEqual(['folder young', 'folder old']);
  });

  it('is not given out while leftovers cannot be removed', async () => {
    const { ledgers } = await environments.ledgers();
    const lease = await environments.open({ ledgers });
    await lease.record([folderObject('stuck')]);
    const later = new Date(Date.now() + 2 * HOUR);
    const stuck: Remover = async () => ({ removed: [], problems: [new Error('no')], gone: [] });
    const next = environments.open({ ledgers, now: later, removers: { directory: stuck } });
    await expect(next).rejects.toThrow(CleanUpError);
    await expect(environments.open({ ledgers, now: later })).rejects.toThrow(/directory target/);
    const { removed, remover } = recorder();
    await sweep({ ledgers, now: later, removersOf: only({ directory: remover }) });
    expect(removed).toEqual(['stuck']);
  });

  it('stops at a ledger that cannot be read', async () => {
    const { folder, ledgers } = await environments.ledgers();
    for (const text of ['', '{}', '{"version":2}', 'null']) {
      await writeFile(join(folder, 'qa.json'), text);
      await expect(environments.open({ ledgers })).rejects.toThrow(LedgerError);
      const { problems } = await sweep({ ledgers, removersOf: only({}) });
      expect(problems).toEqual([expect.any(LedgerError)]);
    }
  });

  it('sweeps past a ledger that cannot be read', async () => {
    const { folder, ledgers } = await environments.ledgers();
    const { removed, remover } = recorder();
    await (await environments.open({ ledgers, name: 'z', leaseMs: 1 })).record([folderObject('a')]);
    await writeFile(join(folder, 'a.json'), '{}');
    const later = new Date(Date.now() + HOUR);
    const swept = await sweep({ ledgers, now: later, removersOf: only({ directory: remover }) });
    expect(removed).toEqual(['a']);
    expect(swept.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining(join(folder, 'a.json')),
    ]);
  });

  it('takes any name for a file inside its folder', async () => {
    const { folder, ledgers } = await environments.ledgers();
    for (const name of ['../up', 'a/b', '..', 'ümlaut', 'a b']) {
      const lease = await environments.open({ ledgers, name });
      expect(await readdir(folder)).toHaveLength(1);
      await lease.close();
    }
  });
});

describe('lease marker', () => {
  it('is read back from what was written, and from nothing else', () => {
    const lease = { environment: 'qa', id: 'x', owner: 'ada', expires: 'then' };
    expect(parseLeaseMarker(leaseMarker(lease))).toEqual({
      rowmill: 1,
      environment: 'qa',
      lease: 'x',
      owner: 'ada',
      expires: 'then',
    });
    for (const comment of [null, '', 'production', '{', '{}', '{"rowmill":1}', '{"rowmill":2}']) {
      expect(parseLeaseMarker(comment)).toBeUndefined();
    }
  });
});
