import { resolve } from 'node:path';
import type { Request } from '@rowmill/core/engine';
import { audited } from '../../audit/audit-log.ts';
import { openAudit } from '../../audit/open-audit.ts';
import type { KeyDestruction, KeyWorld } from '../../keys/key-provider.ts';
import { keyProvider, readKey } from '../../keys/read-key.ts';
import { SecretError } from '../../request/resolve-reference.ts';
import { createDirectoryStore } from '../../stores/directory-store.ts';
import { UsageError } from '../../usage-error.ts';
import { ExitCode } from '../exit-codes.ts';
import { loadForCommand, type RequestOptions } from '../load.ts';
import type { Session } from '../session.ts';

export interface DestroyKeyOptions extends RequestOptions {
  readonly keyId: string;
  readonly evidence?: string;
  readonly store: string;
}

/**
 * Removes the masking key of a request where it is kept, and writes down that, and how. Nothing is removed where that
 * cannot be written down.
 *
 * @throws UsageError where the request has another key; SecretError where somebody else has to remove it.
 */
export async function destroyKey(options: DestroyKeyOptions, session: Session): Promise<number> {
  const { output, variables: environment } = session;
  const { loaded, resolved } = await loadForCommand(options, session);
  const { directory } = loaded;
  const { request } = resolved;
  const reference = request.masking.key;
  if (reference === undefined) throw new UsageError('the request names no masking key');
  const world = { environment, baseDirectory: directory };
  await assertKey(request, world, options);
  const store = createDirectoryStore(resolve(options.store));
  const log = openAudit(request, { store, directory, environment });
  const event = {
    action: 'key.destroy' as const,
    resource: `key/${options.keyId}`,
    params: { version: request.masking.keyVersion, custodian: request.masking.keyCustodian },
  };
  const gone = await audited(
    log,
    event,
    () => destroyAt(reference, world, options.evidence),
    ({ outcome, evidence }) => ({ outcome, evidence }),
  );
  await log.checkpoint();
  output.print(`key ${options.keyId}: ${gone.outcome}: ${gone.evidence}`);
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, key: options.keyId, ...gone });
  return ExitCode.ok;
}

/** A key that somebody has removed by hand cannot be read any more: its id is taken as it is given. */
async function assertKey(
  { masking }: Request,
  world: KeyWorld,
  { keyId, evidence }: DestroyKeyOptions,
): Promise<void> {
  const key = await readKey(masking, world).catch((error: unknown) => {
    if (evidence !== undefined && error instanceof SecretError) return undefined;
    throw error;
  });
  if (key !== undefined && key.id !== keyId)
    throw new UsageError(`the request has the key ${key.id}, not ${keyId} - see rowmill keys show`);
  if (key !== undefined && evidence !== undefined)
    throw new UsageError(
      `the key ${keyId} is still there - remove it first, or leave --evidence out where rowmill is to remove it`,
    );
}

async function destroyAt(
  reference: string,
  world: KeyWorld,
  evidence: string | undefined,
): Promise<KeyDestruction> {
  if (evidence !== undefined) return { outcome: 'destroyed', evidence };
  return keyProvider(reference).destroy(reference, world);
}
