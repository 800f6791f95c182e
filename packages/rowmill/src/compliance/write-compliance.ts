import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditLog } from '../audit/audit-log.ts';
import { canonicalJson } from '../audit/audit-record.ts';
import { StoreError } from '../errors.ts';
import { renderCompliance } from './compliance-page.ts';
import type { ComplianceReport } from './compliance-report.ts';

/** Names of the forms of a report in their folder. */
export const COMPLIANCE_NAMES = {
  json: 'compliance.json',
  signature: 'compliance.sig',
  html: 'compliance.html',
} as const;

/** A form of a report, ready to be stored. */
export interface ComplianceFile {
  readonly name: string;
  readonly text: string;
}

/** The forms of a report; the signature is over its canonical JSON (RFC 8785), by the key of the audit trail. */
export async function complianceFiles(
  report: ComplianceReport,
  audit: Pick<AuditLog, 'sign'>,
): Promise<readonly ComplianceFile[]> {
  const { json, signature, html } = COMPLIANCE_NAMES;
  const line = await audit.sign(canonicalJson(report));
  return [
    { name: json, text: `${JSON.stringify(report, undefined, 2)}\n` },
    { name: html, text: renderCompliance(report, { isSigned: line !== undefined }) },
    ...(line === undefined ? [] : [{ name: signature, text: `${line}\n` }]),
  ];
}

/** Writes the forms of a report into a folder. @throws StoreError when they cannot be written. */
export async function writeCompliance(
  folder: string,
  files: readonly ComplianceFile[],
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const { name, text } of files) await writeFile(join(folder, name), text);
  } catch (error) {
    throw StoreError.of(folder, 'writing the compliance report', error);
  }
}
