import { CleanUpError } from '../errors.ts';
import type { RunContext } from '../ports.ts';
import type { ProvisionedEnvironment } from './provision.ts';

/**
 * Removes everything that was provisioned, and goes on past what cannot be removed.
 *
 * @returns by environment, one line for each thing removed
 * @throws {@link CleanUpError} with every problem, when something is left
 */
export async function cleanUp(
  environments: readonly ProvisionedEnvironment[],
  { emit }: Pick<RunContext, 'emit'>,
): Promise<Map<string, readonly string[]>> {
  const removedBy = new Map<string, readonly string[]>();
  const problems: Error[] = [];
  for (const { name, environment, targets, servers } of environments.toReversed()) {
    const removed: string[] = [];
    const attempt = async (work: () => Promise<readonly string[]>): Promise<void> => {
      try {
        removed.push(...(await work()));
      } catch (error) {
        problems.push(error instanceof Error ? error : new Error(String(error)));
        if (error instanceof CleanUpError) removed.push(...error.removed);
      }
    };
    for (const { target } of targets.toReversed()) await attempt(() => target.remove());
    for (const server of servers) {
      await attempt(async () => {
        await server.stop();
        return [`PostgreSQL server on port ${server.address.port} and its data directory`];
      });
    }
    await attempt(async () => {
      await environment.close();
      return [];
    });
    for (const line of removed) emit({ type: 'note', message: `removed ${line}` });
    removedBy.set(name, removed);
  }
  if (problems.length > 0) throw new CleanUpError(problems, [...removedBy.values()].flat());
  return removedBy;
}
