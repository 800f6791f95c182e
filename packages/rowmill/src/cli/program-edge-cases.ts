import { type Command, InvalidArgumentError, Option } from 'commander';
import { declareCommand } from './declare-command.ts';
import { requestOptions } from './declare-request.ts';
import type { Start } from './start.ts';

/** `rowmill edge-cases …`: what tables have on purpose, and whether it is told right from wrong. */
export function addEdgeCases(program: Command, start: Start): void {
  const parent = declareCommand(program, 'edge-cases', {
    summary: 'list and export edge cases, and score who tells valid rows from invalid ones',
    examples: [
      'rowmill edge-cases list orders',
      'rowmill edge-cases export --out cases --format csv',
      'rowmill edge-cases score verdicts.ndjson',
    ],
  });
  addList(parent, start);
  addExport(parent, start);
  addScore(parent, start);
}

function addList(parent: Command, start: Start): void {
  const command = declareCommand(parent, 'list', {
    summary: 'cases by table, column, rule and verdict, and which were left out and why',
    examples: ['rowmill edge-cases list', 'rowmill edge-cases list users --json'],
  }).argument('[table]');
  requestOptions(command).action((table, options, self) =>
    start(self.optsWithGlobals(), async (session) =>
      (await import('./commands/edge-cases-list.ts')).listEdgeCases(table, options, session),
    ),
  );
}

function addExport(parent: Command, start: Start): void {
  const command = declareCommand(parent, 'export', {
    summary: 'write edge rows, invalid rows and their labels to files, without a run',
    examples: [
      'rowmill edge-cases export --out cases',
      'rowmill edge-cases export users orders --out cases --format json',
    ],
  }).argument('[tables...]');
  requestOptions(command)
    .option('-o, --out <dir>', 'folder for the files', 'edge-cases')
    .addOption(
      new Option('--format <format>', 'form of the files')
        .choices(['ndjson', 'csv', 'json'])
        .default('ndjson'),
    )
    .action((tables, options, self) =>
      start(self.optsWithGlobals(), async (session) =>
        (await import('./commands/edge-cases-export.ts')).exportEdgeCases(tables, options, session),
      ),
    );
}

function addScore(parent: Command, start: Start): void {
  const command = declareCommand(parent, 'score', {
    summary: 'hold what a system said of rows against what they are',
    examples: [
      'rowmill edge-cases score verdicts.ndjson',
      'rowmill edge-cases score verdicts.csv --labels cases/labels.ndjson --junit score.xml',
      'rowmill edge-cases score verdicts.ndjson --run latest --recall 0.95 --false-alarms 0.01',
    ],
  }).argument('<verdicts>', 'NDJSON or CSV: id, accepted (true or false), error if there is one');
  requestOptions(command)
    .option('--labels <file>', 'labels, as edge-cases export writes them (NDJSON or CSV)')
    .option('--run <run>', 'labels of this run: its id, the beginning of one, or latest')
    .option('--store <dir>', 'folder that keeps datasets and runs', '.rowmill')
    .option('--recall <share>', 'least share of invalid rows that are rejected', share, 1)
    .option('--false-alarms <share>', 'most of the valid rows that are rejected', share, 0)
    .option('--junit <file>', 'write JUnit XML')
    .action((verdicts, options, self) =>
      start(self.optsWithGlobals(), async (session) =>
        (await import('./commands/edge-cases-score.ts')).scoreEdgeCases(verdicts, options, session),
      ),
    );
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError('Expected a share from 0 to 1, such as 0.95.');
  return value;
}
