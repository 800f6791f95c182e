import { resolve } from 'node:path';
import type { EnvironmentRequest } from '@rowmill/core/engine';
import type { Removal, Remover, RemoversOf } from '../environments/sweep.ts';
import { TargetError } from '../errors.ts';
import type { RunContext } from '../ports.ts';
import { parsePostgresUrl } from '../postgres/address.ts';
import { resolveReference, SecretError } from '../request/resolve-reference.ts';
import { directoryRemover } from '../targets/directory/target.ts';

/** Where references to URLs are looked up. */
type References = Pick<RunContext, 'environment' | 'directory'>;

/** The address of a target; a secret may be in it. */
export const urlOf = (url: string, { environment, directory }: References): Promise<string> =>
  resolveReference(url, { environment, baseDirectory: directory });

const isReference = (url: string): boolean => /^(env|file):/.test(url);

/** URLs of the targets of an environment, as the request has them. */
function urlsOf({ targets }: EnvironmentRequest): readonly string[] {
  return targets.flatMap((target) =>
    target.kind === 'postgres' && target.url !== undefined ? [target.url] : [],
  );
}

/** Where the URLs of an environment are found by whoever has its ledger and not the request: wherever that is. */
export function urlReferencesOf(
  request: EnvironmentRequest,
  { directory }: Pick<RunContext, 'directory'>,
): readonly string[] {
  const references = urlsOf(request).filter(isReference);
  return [...new Set(references)].map((reference) =>
    reference.startsWith('file:')
      ? `file:${resolve(directory, reference.slice('file:'.length))}`
      : reference,
  );
}

/**
 * What removes the objects of ledgers: those of the request, and those that an earlier one left.
 *
 * @param serverUrls of throw-away servers that still run
 */
export function removersOfRequest(
  request: EnvironmentRequest,
  context: References,
  serverUrls: readonly string[] = [],
): RemoversOf {
  return removersWith([...serverUrls, ...urlsOf(request)], context);
}

/**
 * What removes the objects of ledgers.
 *
 * @param urls that are known besides those that a ledger refers to, or references to them
 */
export function removersWith(urls: readonly string[], context: References): RemoversOf {
  return async ({ urlReferences }) => {
    const usable: string[] = [];
    const problems: Error[] = [];
    for (const url of new Set([...urls, ...urlReferences])) {
      const found = await usableUrl(url, context);
      if (typeof found === 'string') usable.push(found);
      else problems.push(found);
    }
    const { postgresRemover } = await import('../targets/postgres/remover.ts');
    return {
      postgres: explaining(postgresRemover(usable), problems),
      directory: directoryRemover,
      s3: async (objects, lease) => {
        const { s3Remover } = await import('../targets/s3/remover.ts');
        return s3Remover(objects, lease);
      },
    };
  };
}

/** The URL that a text is, or refers to; or why there is none. */
async function usableUrl(url: string, context: References): Promise<string | Error> {
  const place = isReference(url) ? url : 'postgres';
  try {
    const resolved = await urlOf(url, context);
    parsePostgresUrl(resolved, (problem) => new TargetError(place, problem));
    return resolved;
  } catch (error) {
    if (error instanceof SecretError || error instanceof TargetError) return error;
    throw error;
  }
}

/** Where something is left, a URL that cannot be used is a part of the reason; otherwise nobody needed it. */
function explaining(remove: Remover, urlProblems: readonly Error[]): Remover {
  return async (objects, lease): Promise<Removal> => {
    const removal = await remove(objects, lease);
    if (removal.problems.length === 0) return removal;
    return { ...removal, problems: [...removal.problems, ...urlProblems] };
  };
}
