import { resolve } from 'node:path';
import { RequestError, type RequestIssue } from '@rowmill/core';
import { type MaskPlan, mapFates, type Request, type ResolvedRequest } from '@rowmill/core/engine';
import { SecretError } from '../request/resolve-reference.ts';
import type { SourceWorld } from '../stages/source-facts.ts';

/**
 * The file of `masking.vault`: `file:path`, relative to the request, or `env:NAME` of a path.
 *
 * @throws SecretError for a variable that is not set
 */
export function vaultPath(
  { request }: ResolvedRequest,
  { environment, directory }: SourceWorld,
): string | undefined {
  const { vault } = request.masking;
  if (vault === undefined) return undefined;
  if (!vault.startsWith('env:')) return resolve(directory, vault.replace(/^file:/, ''));
  const path = environment[vault.slice('env:'.length)];
  if (path) return resolve(directory, path);
  throw new SecretError(vault, 'the variable is not set - set it to the path of the vault');
}

/** @throws RequestError for columns whose random masks are to be kept, where the request does not say how */
export function refuseKeepingNowhere(masks: MaskPlan, { vault, key }: Request['masking']): void {
  if (!mapFates(masks).has('keep') || (vault !== undefined && key !== undefined)) return;
  const missing = vault === undefined ? 'vault' : 'key';
  const issue: RequestIssue = {
    path: ['masking', missing],
    code: 'missing-vault',
    message: `table ${masks.table} has random masks that are kept, but masking.${missing} is not set`,
    hint:
      missing === 'vault'
        ? 'add `vault: file:masks.vault`, or use `mask: surrogate.random` with `map: burn`'
        : 'add `key: env:ROWMILL_KEY`: the vault is encrypted under it',
  };
  throw new RequestError([issue]);
}
