import { readFile } from 'node:fs/promises';
import { canonicalJson } from '../audit/audit-record.ts';
import { parseCheckpoint } from '../audit/checkpoint.ts';
import type { LogLines } from '../audit/log-lines.ts';
import { leafHash, rootOf, treeOf } from '../audit/merkle.ts';
import { isSignedBy, type Verifier } from '../audit/signed-note.ts';
import { StoreError } from '../errors.ts';
import type { ComplianceReport } from './compliance-report.ts';

/** What is wrong with a report. */
export interface ReportFinding {
  readonly fault: /** It is not what was signed, or nobody has signed it. */
    | 'report-signature'
    /** The trail is not the one that the report speaks of. */
    | 'report-trail';
  readonly message: string;
}

/**
 * Checks that a report is the one that was signed, and that the trail holds the run that it is about.
 *
 * @param path of the JSON; its signature lies beside it
 */
export async function verifyReport(
  path: string,
  verifier: Verifier,
  log: LogLines,
): Promise<readonly ReportFinding[]> {
  const report = await readReport(path);
  const signature = await readText(path.replace(/\.json$/, '.sig'));
  return [
    ...signatureFaults(path, report, { signature, verifier }),
    ...trailFaults(report, verifier, log),
  ];
}

function signatureFaults(
  path: string,
  report: ComplianceReport,
  { signature, verifier }: { readonly signature: string; readonly verifier: Verifier },
): readonly ReportFinding[] {
  if (isSignedBy(canonicalJson(report), signature.trimEnd().split('\n'), verifier)) return [];
  const message = `${path} is not what ${verifier.name} has signed`;
  return [{ fault: 'report-signature', message }];
}

function trailFaults(
  { audit }: ComplianceReport,
  verifier: Verifier,
  { lines }: LogLines,
): readonly ReportFinding[] {
  const faults: ReportFinding[] = [];
  const told = audit.checkpoint === undefined ? undefined : parseCheckpoint(audit.checkpoint);
  const isOwn =
    told !== undefined &&
    told.size === audit.size &&
    told.root.toString('base64') === audit.root &&
    isSignedBy(told.text, told.signatures, verifier);
  if (!isOwn)
    faults.push({
      fault: 'report-trail',
      message: 'its checkpoint is not signed by the key of the trail',
    });
  const leaves = lines.slice(0, audit.size).map(({ bytes }) => leafHash(bytes));
  const root = rootOf(treeOf(leaves)).toString('base64');
  if (leaves.length !== audit.size || root !== audit.root)
    faults.push({
      fault: 'report-trail',
      message: `the first ${audit.size} records of the trail are not those that the report was written over`,
    });
  return faults;
}

async function readReport(path: string): Promise<ComplianceReport> {
  const text = await readText(path);
  try {
    return JSON.parse(text) as ComplianceReport;
  } catch (cause) {
    throw StoreError.unreadable(path, cause);
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw StoreError.of(path, 'reading the report', error);
  }
}
