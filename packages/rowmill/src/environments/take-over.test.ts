import { describe, expect, it } from 'vitest';
import { EnvironmentLostError } from '../errors.ts';
import { useEnvironments } from '../testing/environment.ts';
import { joinEnvironment, takeOverEnvironment } from './environment.ts';
import type { LedgerObject } from './lease.ts';
import type { LedgerStore } from './ledger-store.ts';
import { joinLedger, takeOverLedger } from './take-over.ts';

const HOUR = 3_600_000;

function folderObject(name: string): LedgerObject {
  return { target: 'directory', kind: 'folder', name, place: { folder: name } };
}

/** The same ledgers as another process sees them. */
const asAnother = (ledgers: LedgerStore): LedgerStore => ({
  ...ledgers,
  holder: () => ({ ...ledgers.holder(), pid: 1 }),
});

describe('a lease that is taken over', () => {
  const environments = useEnvironments();

  async function held(leaseMs = HOUR) {
    const { ledgers } = await environments.ledgers();
    const lease = await environments.open({ ledgers, leaseMs });
    await lease.record([folderObject('a')]);
    return { ledgers, lease, claim: { name: 'qa', lease: lease.id } };
  }

  it.each(['another process', 'a later task of the same holder'])(
    'can be written by %s, and no longer by who held it',
    async (by) => {
      const { ledgers, lease, claim } = await held();
      const next = by === 'another process' ? asAnother(ledgers) : ledgers;
      const taken = await takeOverEnvironment(next, claim);
      expect(taken.objects).toEqual([folderObject('a')]);
      await taken.record([folderObject('b')]);
      await expect(lease.record([folderObject('c')])).rejects.toThrow(EnvironmentLostError);
      expect(lease.objects).toEqual([folderObject('a')]);
      await lease.close();
      expect(await ledgers.read('qa')).toMatchObject({
        holder: next.holder(),
        objects: [folderObject('a'), folderObject('b')],
      });
    },
  );

  it('stays where its holder joins it as often as he likes', async () => {
    const { ledgers, lease, claim } = await held();
    const before = await ledgers.read('qa');
    await Promise.all(Array.from({ length: 8 }, () => joinEnvironment(ledgers, claim)));
    expect(await ledgers.read('qa')).toEqual(before);
    await lease.record([folderObject('b')]);
    await joinLedger(asAnother(ledgers), claim);
    await expect(lease.record([folderObject('c')])).rejects.toThrow(EnvironmentLostError);
  });

  it('is taken over though its holder writes at that moment', async () => {
    const { ledgers, lease, claim } = await held();
    let reads = 0;
    const meanwhile: LedgerStore = {
      ...ledgers,
      async read(environment) {
        const ledger = await ledgers.read(environment);
        if (reads++ < 3) await lease.record([folderObject(`b${reads}`)]);
        return ledger;
      },
    };
    const taken = await takeOverLedger(meanwhile, claim);
    expect(taken.objects.map(({ name }) => name)).toEqual(['a', 'b1', 'b2', 'b3']);
  });

  it('is lost once its time is over or another one is in its place, except for removal', async () => {
    const { ledgers, lease, claim } = await held(1000);
    const now = new Date(Date.now() + HOUR);
    for (const takeOver of [takeOverLedger, joinLedger]) {
      const late = takeOver(ledgers, { ...claim, now });
      await expect(late).rejects.toThrow(`its lease ended at ${lease.expires}`);
    }
    const removal = await takeOverLedger(ledgers, { ...claim, now, mayBeOver: true });
    await ledgers.delete(removal);
    await environments.open({ ledgers });
    const replaced = takeOverLedger(ledgers, { ...claim, mayBeOver: true });
    await expect(replaced).rejects.toThrow(EnvironmentLostError);
  });
});
