import { type Command, InvalidArgumentError } from 'commander';
import { REPORT_FORMS, type ReportForm } from '../reports/report-forms.ts';
import { declareCommand } from './declare-command.ts';
import { engineOptions } from './declare-engine.ts';
import type { Start } from './start.ts';

/** Declares `rowmill report`. */
export function addReport(program: Command, start: Start): void {
  const command = declareCommand(program, 'report', {
    summary: 'write the reports of a run again, from what it has kept',
    examples: [
      'rowmill report',
      'rowmill report 2026-11-22T19 --output reports --format html,junit',
      'rowmill report latest --format markdown --output - >> "$GITHUB_STEP_SUMMARY"',
    ],
  })
    .argument('[run]', 'a run: its id, the beginning of one, or latest', 'latest')
    .option(
      '-o, --output <dir>',
      'folder for the files; - writes one form to stdout',
      'rowmill-report',
    )
    .option('--format <forms>', `some of ${REPORT_FORMS.join(',')} (all unless given)`, formsOf);
  engineOptions(command)
    .option('--store <dir>', 'folder that keeps datasets and runs (.rowmill unless given)')
    .option('--json', 'one event as JSON')
    .action((run, options, self) =>
      start(self.optsWithGlobals(), async (session) =>
        (await import('./commands/report.ts')).report(run, options, session),
      ),
    );
}

function formsOf(text: string): readonly ReportForm[] {
  const names = text.split(',').map((name) => name.trim());
  const forms = REPORT_FORMS.filter((form) => names.includes(form));
  const unknown = names.filter((name) => !forms.some((form) => form === name));
  if (unknown.length > 0)
    throw new InvalidArgumentError(
      `There is no form "${unknown.join('", "')}"; there are ${REPORT_FORMS.join(', ')}.`,
    );
  return forms;
}
