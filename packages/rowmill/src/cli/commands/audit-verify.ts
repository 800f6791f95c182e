import { join, resolve } from 'node:path';
import { readAllCheckpoints, readAuditLines } from '../../audit/read-audit.ts';
import { PUBLIC_KEY_FILE, readVerifier } from '../../audit/signing-key.ts';
import { type LogFinding, verifyLog } from '../../audit/verify-log.ts';
import { verifyReport } from '../../compliance/verify-report.ts';
import { countOf } from '../../reports/quantities.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { type AuditOptions, auditFolder } from './audit-list.ts';

export interface VerifyOptions extends AuditOptions {
  readonly checkpoint?: readonly string[];
  readonly publicKey?: string;
  readonly report?: string;
}

/** Checks a trail offline: its chain, its checkpoints, and a report that was signed by its key. */
export async function verifyAudit(options: VerifyOptions, { output }: Session): Promise<number> {
  const folder = auditFolder(options);
  const elsewhere = (options.checkpoint ?? []).map((path) => resolve(path));
  const keyFile = resolve(options.publicKey ?? join(folder, PUBLIC_KEY_FILE));
  const verifier = await readVerifier(keyFile);
  const lines = await readAuditLines(folder);
  const { findings, root, ...counts } = verifyLog(
    lines,
    await readAllCheckpoints(folder, elsewhere),
    verifier,
  );
  const ofReport =
    options.report === undefined
      ? []
      : await verifyReport(resolve(options.report), verifier, lines);
  const all: readonly (Omit<LogFinding, 'fault'> & { readonly fault: string })[] = [
    ...findings,
    ...ofReport,
  ];
  const exitCode = all.length === 0 ? ExitCode.ok : ExitCode.failed;
  for (const finding of all) output.event({ type: 'finding', ...finding });
  output.event({
    type: 'result',
    ok: all.length === 0,
    exitCode,
    ...counts,
    root: root.toString('base64'),
    key: verifier.name,
    findings: all.length,
  });
  const { red, green, bold, dim } = output.colors;
  for (const { fault, message } of all) output.print(`${red('✗')} ${bold(fault)}  ${message}`);
  const { records, checkpoints, uncovered, sealed } = counts;
  const standing = `${countOf(records, 'record')}, ${countOf(checkpoints, 'checkpoint')} of ${verifier.name}, ${countOf(uncovered, 'record')} since the last`;
  output.print(all.length === 0 ? `${green('✓')} nothing was changed: ${standing}` : dim(standing));
  if (sealed > 0) output.note(`${countOf(sealed, 'interrupted append')} sealed off`);
  if (elsewhere.length === 0)
    output.note(
      'its end could be missing, and all of it be another: only a checkpoint that was kept elsewhere tells (--checkpoint)',
    );
  return exitCode;
}
