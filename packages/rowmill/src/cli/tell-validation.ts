import { resolve } from 'node:path';
import { validationMarkdown } from '../reports/validation/validation-markdown.ts';
import {
  VALIDATION_VERSION,
  type ValidationReport,
  validatedFile,
} from '../reports/validation/validation-report.ts';
import { writeValidation } from '../reports/validation/write-validation.ts';
import type { FileValidation } from '../validation/validate-file.ts';
import type { FilesValidation } from '../validation/validate-files.ts';
import { addOutputs, addSummary } from './github/github-files.ts';
import { annotateFailures } from './github/tell-failures.ts';
import { ownVersion } from './own-version.ts';
import type { Session } from './session.ts';
import { shownPath } from './shown-path.ts';

/** A validation that is over. */
export interface EndedValidation {
  readonly schema: string;
  readonly started: Date;
  readonly all: FilesValidation;
  readonly files: readonly FileValidation[];
  /** The file with all failures. */
  readonly failures?: string;
  /** Folder for the report. */
  readonly report?: string;
}

/**
 * Tells machines what files came to: GitHub, where it runs the command, and whoever reads the report.
 *
 * @returns paths of the report by form; undefined where none was asked for
 * @throws StoreError when the report cannot be written.
 */
export async function tellValidation(
  ended: EndedValidation,
  session: Session,
): Promise<Readonly<Record<string, string>> | undefined> {
  const report = reportOf(ended);
  annotateFailures(report, session);
  await addSummary((maxBytes) => validationMarkdown(report, maxBytes), session);
  const directory = ended.report === undefined ? undefined : resolve(ended.report);
  await addOutputs({ outcome: report.outcome, report: directory }, session);
  if (directory === undefined) return undefined;
  const files = await writeValidation(directory, report);
  for (const file of Object.values(files))
    session.output.note(`${session.output.noteColors.dim('report')}  ${shownPath(file)}`);
  return files;
}

function reportOf({ schema, started, all, files, failures }: EndedValidation): ValidationReport {
  return {
    version: VALIDATION_VERSION,
    rowmillVersion: ownVersion(),
    started: started.toISOString(),
    seconds: (Date.now() - started.getTime()) / 1000,
    schema,
    outcome: all.failureCount === 0 ? 'passed' : 'failed',
    files: files.map(validatedFile),
    ...all,
    ...(failures === undefined ? {} : { failuresFile: failures }),
  };
}
