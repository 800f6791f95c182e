import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createFileAuditLog } from '../../audit/file-audit-log.ts';
import { readAuditLines } from '../../audit/read-audit.ts';
import { AuditError, StoreError } from '../../errors.ts';
import { resolveReference } from '../../request/resolve-reference.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { type AuditOptions, auditFolder } from './audit-list.ts';

export interface CheckpointOptions extends AuditOptions {
  readonly out?: string;
  readonly signingKey?: string;
}

/** Signs how the trail stands. */
export async function checkpointAudit(
  { out, signingKey, ...options }: CheckpointOptions,
  { output, variables }: Session,
): Promise<number> {
  const folder = auditFolder(options);
  // A key is not made for a trail that is not there.
  await readAuditLines(folder);
  const readSigningKey = async (): Promise<string | undefined> =>
    signingKey === undefined
      ? undefined
      : resolveReference(signingKey, { environment: variables, baseDirectory: process.cwd() });
  const checkpoint = await createFileAuditLog({ folder, readSigningKey }).checkpoint();
  if (checkpoint === undefined) throw new AuditError(folder, 'there is no record to sign');
  const { note, size, root, origin } = checkpoint;
  if (out !== undefined)
    await writeFile(resolve(out), note).catch((error: unknown) => {
      throw StoreError.of(out, 'writing the checkpoint', error);
    });
  output.event({
    type: 'result',
    ok: true,
    exitCode: ExitCode.ok,
    origin,
    size,
    root: root.toString('base64'),
    note,
  });
  output.print(out === undefined ? note.trimEnd() : `written to ${out}`);
  return ExitCode.ok;
}
