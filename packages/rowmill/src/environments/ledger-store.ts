import type { LeaseHolder, Ledger, LedgerDraft } from './ledger.ts';

/**
 * Keeps the ledgers of environments, one for each, and knows who may have left them. Adapters share one contract test.
 *
 * Nothing is written over unread: a ledger is replaced and deleted by those alone who know its lease and its last
 * revision. All methods throw {@link LedgerError} when the store cannot be reached, read or written.
 */
export interface LedgerStore {
  /** Names of the environments that have a ledger, in order. */
  list(): Promise<readonly string[]>;
  /** @throws {@link LedgerError} when there is something that is no ledger of this environment. */
  read(environment: string): Promise<Ledger | undefined>;
  /**
   * Stores a ledger where its environment has none.
   *
   * @returns what is stored; undefined when there is a ledger already
   */
  create(draft: LedgerDraft): Promise<Ledger | undefined>;
  /**
   * Replaces the ledger whose lease and revision these are.
   *
   * @returns what is stored, with its next revision
   * @throws {@link EnvironmentLostError} when there is another one, or none.
   */
  replace(ledger: Ledger): Promise<Ledger>;
  /** Deletes the ledger whose lease and revision these are; another one stays. */
  delete(ledger: Ledger): Promise<void>;
  /** Removes what a process that was killed has left of writing the ledger of a lease that is over. */
  discardUnfinished(environment: string, lease: string): Promise<void>;
  /** Whom leases are taken for, in words, as ledgers and markers tell it: `ada@build-7`. */
  owner(): string;
  /** Who we are: what ledgers that we write say of who answers for them. */
  holder(): LeaseHolder;
  /** Whether nobody answers any more for what the holder has created, its time being over or not. */
  isGone(holder: LeaseHolder): boolean;
  /** In words: `process 17 on build-7`. */
  describeHolder(holder: LeaseHolder): string;
}

/** Whether what the ledger lists may be removed by anybody: its time is over or its holder is gone. */
export function isStale(ledgers: LedgerStore, { expires, holder }: Ledger, now: Date): boolean {
  return Date.parse(expires) <= now.getTime() || ledgers.isGone(holder);
}
