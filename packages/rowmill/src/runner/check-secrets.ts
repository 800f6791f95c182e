import type { Request } from '@rowmill/core/engine';
import { readKey } from '../keys/read-key.ts';
import type { Environment } from '../request/interpolate.ts';
import { resolveReference } from '../request/resolve-reference.ts';
import type { RunRequest } from '../runs/request-record.ts';

/**
 * Looks up every secret that a run will need, before anything is made or a clean-up would fail for want of one. The
 * values are not kept.
 *
 * @throws SecretError for the first that cannot be had.
 */
export async function checkSecrets(
  { resolved: { request }, directory }: RunRequest,
  environment: Environment,
): Promise<void> {
  const hasSource = Object.values(request.tables).some(({ kind }) => kind === 'source');
  // Wherever it is kept, and with its size.
  if (hasSource) await readKey(request.masking, { environment, baseDirectory: directory });
  await lookUp([...sourceSecrets(request), ...targetSecrets(request)], { environment, directory });
}

/** The same for the clean-up alone. @param names of the environments that are to go */
export async function checkTargetSecrets(
  { resolved: { request }, directory }: RunRequest,
  environment: Environment,
  names: readonly string[],
): Promise<void> {
  await lookUp(targetSecrets(request, names), { environment, directory });
}

async function lookUp(
  references: readonly string[],
  { environment, directory }: { readonly environment: Environment; readonly directory: string },
): Promise<void> {
  for (const reference of new Set(references))
    await resolveReference(reference, { environment, baseDirectory: directory });
}

function sourceSecrets({ tables }: Request): readonly string[] {
  const sources = Object.values(tables).flatMap((table) =>
    table.kind === 'source' ? [table.source] : [],
  );
  return sources.flatMap((source) => ('url' in source ? [source.url] : []));
}

function targetSecrets(
  { environments }: Request,
  names: readonly string[] = Object.keys(environments),
): readonly string[] {
  return names
    .flatMap((name) => environments[name]?.targets ?? [])
    .flatMap((target) =>
      target.kind === 'postgres' && target.url !== undefined ? [target.url] : [],
    );
}
