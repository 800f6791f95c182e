import type { Command } from 'commander';
import { declareCommand } from './declare-command.ts';
import { deploymentOptions, dollars } from './declare-engine.ts';
import type { Start } from './start.ts';
import { wholeFrom } from './whole-number.ts';

/** `rowmill deploy`: what runs on AWS need, in an account of one's own. */
export function addDeploy(program: Command, start: Start): void {
  const command = declareCommand(program, 'deploy', {
    summary: 'put what runs need into an AWS account, or bring it up to date',
    examples: [
      'rowmill deploy --dry-run     what it would be, and what it costs: no account is needed',
      'rowmill deploy --deployment qa --region eu-central-1 --budget 50',
    ],
  });
  deploymentOptions(command)
    .option('--budget <usd>', 'an alarm when a month costs more', dollars)
    .option('--alarm-email <address>', 'who gets the alarms')
    .option('--retention <days>', 'days that runs are kept (30 unless given)', wholeFrom(1))
    .option(
      '--settings <file>',
      'all else: network, sources, targets, tests (docs/aws.md), as YAML or JSON',
    )
    .option('--workflow <file>', 'a workflow document of your own in place of the pipeline')
    .option('--dry-run', 'make the template and show what is in it; deploy nothing')
    .option('--yes', 'do not ask')
    .option('--json', 'events as NDJSON')
    .action((options, self) =>
      start(self.optsWithGlobals(), async (session) =>
        (await import('./commands/deploy.ts')).deploy(options, session),
      ),
    );
}

/** `rowmill destroy`: takes away what `deploy` has put there. */
export function addDestroy(program: Command, start: Start): void {
  const command = declareCommand(program, 'destroy', {
    summary: 'take a deployment away; its datasets and runs stay unless told otherwise',
    examples: ['rowmill destroy --deployment qa', 'rowmill destroy --deployment qa --data --yes'],
  });
  deploymentOptions(command)
    .option('--data', 'with the bucket, its datasets and its runs')
    .option('--yes', 'do not ask')
    .option('--json', 'events as NDJSON')
    .action((options, self) =>
      start(self.optsWithGlobals(), async (session) =>
        (await import('./commands/deploy.ts')).destroy(options, session),
      ),
    );
}
