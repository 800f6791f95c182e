import { isDeepStrictEqual } from 'node:util';
import { EnvironmentLostError } from '../errors.ts';
import type { Ledger } from './ledger.ts';
import type { LedgerStore } from './ledger-store.ts';

/** A lease that a run has written down as its own. */
export interface LeaseClaim {
  readonly name: string;
  readonly lease: string;
  readonly now?: Date;
  /** For who only removes what is on the record. */
  readonly mayBeOver?: boolean;
}

/** Holders that go on with one lease at the same moment are few; more writes than these come from something else. */
const ATTEMPTS = 20;

/**
 * Makes the ledger of a lease ours. Who held it before cannot write it any more, even with the same holder: a task that
 * was given up, and works on all the same.
 *
 * @throws {@link EnvironmentLostError} when its time is over, or somebody removed it.
 */
export async function takeOverLedger(ledgers: LedgerStore, claim: LeaseClaim): Promise<Ledger> {
  return takeOver(ledgers, claim, await readClaimed(ledgers, claim));
}

/**
 * The ledger of a lease, beside others of the same holder: parallel tasks of one execution do not push each other out.
 *
 * @throws {@link EnvironmentLostError} when its time is over, or somebody removed it.
 */
export async function joinLedger(ledgers: LedgerStore, claim: LeaseClaim): Promise<Ledger> {
  const found = await readClaimed(ledgers, claim);
  if (isDeepStrictEqual({ ...found.holder }, { ...ledgers.holder() })) return found;
  return takeOver(ledgers, claim, found);
}

async function takeOver(ledgers: LedgerStore, claim: LeaseClaim, read: Ledger): Promise<Ledger> {
  let found = read;
  for (let attempt = 1; ; attempt++) {
    try {
      return await ledgers.replace({ ...found, holder: ledgers.holder() });
    } catch (error) {
      // Whoever held it has written in between: it is still there, or readClaimed tells why not.
      if (!(error instanceof EnvironmentLostError) || attempt === ATTEMPTS) throw error;
      found = await readClaimed(ledgers, claim);
    }
  }
}

async function readClaimed(
  ledgers: LedgerStore,
  { name, lease, now = new Date(), mayBeOver = false }: LeaseClaim,
): Promise<Ledger> {
  const found = await ledgers.read(name);
  if (found?.lease !== lease)
    throw new EnvironmentLostError(name, 'what the run had made was removed by another run');
  if (!mayBeOver && Date.parse(found.expires) <= now.getTime())
    throw new EnvironmentLostError(name, `its lease ended at ${found.expires}`);
  return found;
}
