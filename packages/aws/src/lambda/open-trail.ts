import { type AuditLog, createObjectAuditLog, resolveReference } from 'rowmill/engine';
import type { FunctionSession } from './open-runtime.ts';
import type { ReadSecrets } from './secrets.ts';

export interface TrailOptions {
  /** Folder of the run, without a slash at its end. */
  readonly prefix: string;
  /** Which call of which function. */
  readonly actor: string;
  readonly session: Pick<FunctionSession, 'store' | 'directory' | 'signingKey'>;
  readonly secrets: ReadSecrets;
}

/** The trail of a run, in its folder of the bucket; signed by the function that may read the key. */
export function openTrail({ prefix, actor, session, secrets }: TrailOptions): AuditLog {
  const { store, directory, signingKey } = session;
  const { environment } = secrets;
  const readSigningKey = async (reference: string): Promise<string> => {
    try {
      return await resolveReference(reference, { environment, baseDirectory: directory });
    } catch (error) {
      throw secrets.explain(error);
    }
  };
  return createObjectAuditLog({
    store,
    prefix: `${prefix}/audit`,
    actor,
    readSigningKey: signingKey === undefined ? undefined : () => readSigningKey(signingKey),
  });
}
