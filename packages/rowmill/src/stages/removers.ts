import type { EnvironmentRequest } from '@rowmill/core/engine';
import type { Removers } from '../environments/sweep.ts';
import type { RunContext } from '../ports.ts';
import { resolveReference } from '../request/resolve-reference.ts';
import { directoryRemover } from '../targets/directory/target.ts';

/** The address of a target; a secret may be in it. */
export const urlOf = (url: string, { environment, directory }: RunContext): Promise<string> =>
  resolveReference(url, { environment, baseDirectory: directory });

/**
 * What removes the objects of an environment.
 *
 * @param serverUrls of throw-away servers that still run
 */
export async function removersOf(
  { targets }: EnvironmentRequest,
  context: RunContext,
  serverUrls: readonly string[] = [],
): Promise<Removers> {
  const urls = [...serverUrls];
  for (const target of targets) {
    if (target.kind === 'postgres' && target.url !== undefined)
      urls.push(await urlOf(target.url, context));
  }
  const { postgresRemover } = await import('../targets/postgres/remover.ts');
  return { postgres: postgresRemover(urls), directory: directoryRemover };
}
