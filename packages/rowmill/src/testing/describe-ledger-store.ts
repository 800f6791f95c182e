import { describe, expect, it } from 'vitest';
import type { LedgerObject } from '../environments/lease.ts';
import type { Ledger, LedgerDraft } from '../environments/ledger.ts';
import type { LedgerStore } from '../environments/ledger-store.ts';
import { EnvironmentLostError, LedgerError } from '../errors.ts';

/** A store of a test, and how something that is no ledger comes to be in it. */
export interface LedgerStoreSetting {
  /** An empty one. */
  open(): LedgerStore | Promise<LedgerStore>;
  /** Damages the ledger of an environment behind the back of the store that was opened last. */
  damage(environment: string): Promise<void>;
}

const START = Date.parse('2026-01-01T00:00:00.000Z');

const object = (name: string): LedgerObject => ({
  target: 'postgres',
  kind: 'database',
  name,
  place: { host: 'db', port: 5432, user: 'ada', database: 'qa' },
});

/** A ledger that says everything that one can say. */
function draftFor(ledgers: LedgerStore, changes: Partial<LedgerDraft> = {}): LedgerDraft {
  return {
    environment: 'qa',
    lease: 'first',
    owner: 'ada',
    holder: ledgers.holder(),
    created: new Date(START).toISOString(),
    expires: new Date(START + 3_600_000).toISOString(),
    objects: [object('a'), object('ü "quoted"\n')],
    maskKeys: ['5d41402a version 2'],
    urlReferences: ['env:QA_URL'],
    ...changes,
  };
}

async function created(ledgers: LedgerStore, changes: Partial<LedgerDraft> = {}): Promise<Ledger> {
  const ledger = await ledgers.create(draftFor(ledgers, changes));
  if (ledger === undefined) throw new Error('there was a ledger already');
  return ledger;
}

/** The laws of every store of ledgers. */
export function describeLedgerStore(name: string, setting: LedgerStoreSetting): void {
  describe(`${name} ledgers`, () => {
    it('gives back what was stored, with its revision', async () => {
      const ledgers = await setting.open();
      const draft = draftFor(ledgers);
      const ledger = await ledgers.create(draft);
      expect(ledger).toMatchObject(draft);
      expect(await ledgers.read('qa')).toEqual(ledger);
      expect(await ledgers.read('other')).toBeUndefined();
    });

    it('lets one of many creators win, and the others leave it as it is', async () => {
      const ledgers = await setting.open();
      const asked = Array.from({ length: 8 }, (_, i) =>
        ledgers.create(draftFor(ledgers, { lease: `lease ${i}` })),
      );
      const won = (await Promise.all(asked)).filter((ledger) => ledger !== undefined);
      expect(won).toHaveLength(1);
      expect(await ledgers.read('qa')).toEqual(won[0]);
    });

    it('lists the environments that have one, in order, whatever their names', async () => {
      const ledgers = await setting.open();
      expect(await ledgers.list()).toEqual([]);
      const names = ['../up', 'a b', 'a/b', 'qa', 'ümlaut'];
      for (const environment of names.toReversed()) await created(ledgers, { environment });
      expect(await ledgers.list()).toEqual(names);
      for (const environment of names)
        expect((await ledgers.read(environment))?.environment).toBe(environment);
    });

    describeWrites(setting);
    describeHolders(setting);
  });
}

function describeWrites(setting: LedgerStoreSetting): void {
  it('replaces a ledger for who knows its last revision', async () => {
    const ledgers = await setting.open();
    const first = await created(ledgers);
    const second = await ledgers.replace({ ...first, objects: [object('b')] });
    expect(second.revision).toBeGreaterThan(first.revision);
    expect(second).toEqual({ ...first, objects: [object('b')], revision: second.revision });
    expect(await ledgers.read('qa')).toEqual(second);
    await expect(ledgers.replace(first)).rejects.toThrow(EnvironmentLostError);
    expect(await ledgers.read('qa')).toEqual(second);
  });

  it('lets a lease that was replaced, or is gone, write and delete nothing', async () => {
    const ledgers = await setting.open();
    const first = await created(ledgers);
    await ledgers.delete(first);
    expect(await ledgers.read('qa')).toBeUndefined();
    await expect(ledgers.replace(first)).rejects.toThrow(EnvironmentLostError);
    expect(await ledgers.list()).toEqual([]);
    const second = await created(ledgers, { lease: 'second' });
    await expect(ledgers.replace(first)).rejects.toThrow(EnvironmentLostError);
    await ledgers.delete(first);
    expect(await ledgers.read('qa')).toEqual(second);
  });

  it('deletes nothing that was put on record since', async () => {
    const ledgers = await setting.open();
    const first = await created(ledgers, { objects: [] });
    const second = await ledgers.replace({ ...first, objects: [object('a')] });
    await ledgers.delete(first);
    expect(await ledgers.read('qa')).toEqual(second);
    await ledgers.delete(second);
    await ledgers.delete(second);
    await ledgers.discardUnfinished('qa', 'first');
    expect(await ledgers.list()).toEqual([]);
  });

  it('says where a ledger is that it cannot read, and creates none in its place', async () => {
    const ledgers = await setting.open();
    const ledger = await created(ledgers);
    await setting.damage('qa');
    await expect(ledgers.read('qa')).rejects.toThrow(LedgerError);
    await expect(ledgers.read('qa')).rejects.toThrow(/qa.* is no ledger that can be read - /);
    expect(await ledgers.list()).toEqual(['qa']);
    expect(await ledgers.create({ ...ledger, lease: 'second' })).toBeUndefined();
  });
}

function describeHolders(setting: LedgerStoreSetting): void {
  it('knows itself, and says who that is', async () => {
    const ledgers = await setting.open();
    const { holder } = await created(ledgers);
    expect(holder).toEqual(ledgers.holder());
    expect(ledgers.isGone(holder)).toBe(false);
    const words = ledgers.describeHolder(holder);
    expect(Object.values(holder).some((part) => words.includes(String(part)))).toBe(true);
  });
}
