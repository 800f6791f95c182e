import { CleanUpError, type LedgerStore, removersWith, sweep } from 'rowmill/engine';
import type { SecretClass } from '../deployment.ts';

/** URLs of targets by the names of their secrets, as far as they can be had. */
export interface TargetUrls {
  readonly environment: Readonly<Record<string, string>>;
  /** An error about a secret, with the reason why it could not be had; any other error as it is. */
  explain(error: unknown): unknown;
}

export interface SweepLeasesOptions {
  readonly ledgers: LedgerStore;
  /** Reads secrets of the class of targets. */
  readSecrets(
    wanted: readonly { readonly name: string; readonly class: SecretClass }[],
  ): Promise<TargetUrls>;
  readonly now?: Date;
}

/** What a sweep came to. */
export interface SweptLeases {
  readonly removed: number;
  /** One line for each thing that was removed. */
  readonly things: readonly string[];
}

/**
 * Removes what leases that are over left behind: nobody has the requests any more, so the ledgers say which secrets hold
 * the URLs of their targets. Goes on past what cannot be removed.
 *
 * Safe to run beside itself and beside runs: who comes later finds what is left, and has the ledger from then on.
 *
 * @throws CleanUpError with every problem, when something is left; what could be removed is.
 */
export async function sweepLeases({
  ledgers,
  readSecrets,
  now = new Date(),
}: SweepLeasesOptions): Promise<SweptLeases> {
  const explanations: TargetUrls['explain'][] = [];
  const { removed, problems } = await sweep({
    ledgers,
    now,
    async removersOf(ledger) {
      const secrets = await readSecrets(
        ledger.urlReferences
          .filter((reference) => reference.startsWith('env:'))
          .map((reference) => ({ name: reference.slice('env:'.length), class: 'targets' })),
      );
      explanations.push(secrets.explain);
      return removersWith([], { environment: secrets.environment, directory: '/' })(ledger);
    },
  });
  if (problems.length === 0) return { removed: removed.length, things: removed };
  const explained = problems.map((problem) =>
    explanations.reduce<unknown>((error, explain) => explain(error), problem),
  );
  throw new CleanUpError(
    explained.filter((problem) => problem instanceof Error),
    removed,
  );
}
