import { resolve } from 'node:path';
import type { SignedCheckpoint } from '../../audit/checkpoint.ts';
import { readCheckpoints } from '../../audit/checkpoint-files.ts';
import { leafHash, rootOf, treeOf } from '../../audit/merkle.ts';
import { consistencyProof, inclusionProof } from '../../audit/merkle-proof.ts';
import { readAuditLines } from '../../audit/read-audit.ts';
import { AuditError } from '../../errors.ts';
import { UsageError } from '../../usage-error.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { type AuditOptions, auditFolder } from './audit-list.ts';

export interface ProveOptions extends AuditOptions {
  readonly since?: string;
}

/** Writes a proof as JSON: that a record is in the trail (RFC 9162, 2.1.3), or that it has only grown (2.1.4). */
export async function proveAudit(
  record: number | undefined,
  { since, ...options }: ProveOptions,
  { output }: Session,
): Promise<number> {
  if ((record === undefined) === (since === undefined))
    throw new UsageError('name a record, or say --since <checkpoint>: one of the two');
  const folder = auditFolder(options);
  const { lines } = await readAuditLines(folder);
  const leaves = lines.map(({ bytes }) => leafHash(bytes));
  const tree = { size: leaves.length, root: rootOf(treeOf(leaves)).toString('base64') };
  const proof =
    since === undefined
      ? { ...provenRecord(record ?? 0, leaves), record: lines[record ?? 0]?.record }
      : provenGrowth(await checkpointIn(resolve(since)), leaves);
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, ...tree, ...proof });
  output.print(JSON.stringify({ ...tree, ...proof }, undefined, 2));
  return ExitCode.ok;
}

const text = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('base64'));

function provenRecord(index: number, leaves: readonly Buffer[]) {
  const leaf = leaves[index];
  if (leaf === undefined)
    throw new UsageError(`there is no record ${index}: the trail has ${leaves.length}`);
  return { index, leaf: leaf.toString('base64'), inclusion: text(inclusionProof(index, leaves)) };
}

function provenGrowth({ size, root }: SignedCheckpoint, leaves: readonly Buffer[]) {
  if (size < 1 || size > leaves.length)
    throw new UsageError(
      `the checkpoint has ${size} records, and the trail ${leaves.length}: rowmill audit verify`,
    );
  const consistency = text(consistencyProof(size, leaves));
  return { since: { size, root: root.toString('base64') }, consistency };
}

async function checkpointIn(path: string): Promise<SignedCheckpoint> {
  const [found] = await readCheckpoints(path);
  if (found?.checkpoint !== undefined) return found.checkpoint;
  throw new AuditError(path, 'there is no checkpoint in it');
}
