import { join, resolve } from 'node:path';
import type { Request } from '@rowmill/core/engine';
import type { Environment } from '../request/interpolate.ts';
import { resolveReference } from '../request/resolve-reference.ts';
import type { DirectoryStore } from '../stores/object-store.ts';
import type { AuditLog } from './audit-log.ts';
import { outsideOf } from './checkpoint-files.ts';
import { createFileAuditLog } from './file-audit-log.ts';

/** Folder of the log in a store, unless a request names another. */
export const AUDIT_FOLDER = 'audit';

/** Where a request is carried out on this machine. */
export interface AuditPlace {
  readonly store: Pick<DirectoryStore, 'root'>;
  /** Paths of the request start here. */
  readonly directory: string;
  readonly environment: Environment;
}

/** The log that a request asks for; that of the store unless it asks for another. Nothing is read before it is written. */
export function openAudit(
  { masking }: Pick<Request, 'masking'>,
  { store, directory, environment }: AuditPlace,
): AuditLog {
  const { path, outside, signingKey, every } = masking.audit ?? {};
  return createFileAuditLog({
    folder: path === undefined ? join(store.root, AUDIT_FOLDER) : resolve(directory, path),
    every,
    ...(outside === undefined ? {} : { outside: outsideOf(outside, directory) }),
    ...(signingKey === undefined
      ? {}
      : {
          readSigningKey: () =>
            resolveReference(signingKey, { environment, baseDirectory: directory }),
        }),
  });
}
