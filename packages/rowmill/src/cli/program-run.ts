import type { Command } from 'commander';
import { declareCommand } from './declare-command.ts';
import { dollars, engineOptions } from './declare-engine.ts';
import { githubOption, requestOptions } from './declare-request.ts';
import type { Start } from './start.ts';
import { wholeFrom } from './whole-number.ts';

/** Declares `rowmill run`. */
export function addRun(program: Command, start: Start): void {
  const command = declareCommand(program, 'run', {
    summary: 'generate, mask, validate, deliver, test, clean up',
    examples: [
      'rowmill run',
      'rowmill run --env qa --scale 0.1',
      'rowmill run --keep     leave the environments as they are',
      'rowmill run --engine aws --budget 5',
    ],
  });
  githubOption(engineOptions(requestOptions(command)))
    .option('-e, --env <name>', 'only this environment of the request')
    .option(
      '-w, --workers <n>',
      'worker threads (one for each processor unless given)',
      wholeFrom(1),
    )
    .option('--store <dir>', 'folder that keeps datasets and runs (.rowmill unless given)')
    .option('--report <dir>', 'folder for the report (rowmill-report unless given)')
    .option('--keep', 'remove nothing at the end')
    .option('--budget <usd>', 'on AWS: refuse a run that is expected to cost more', dollars)
    .option('--detach', 'on AWS: start the run, and do not wait for it')
    .action((options, self) =>
      start(self.optsWithGlobals(), async (session) =>
        (await import('./commands/run.ts')).run(options, session),
      ),
    );
}
