import { type Command, InvalidArgumentError, Option } from 'commander';

/** Options that choose who carries a run out; for every command that speaks of runs. */
export function engineOptions(command: Command): Command {
  command.addOption(
    new Option('--engine <engine>', 'who carries runs out (embedded: this machine)')
      .choices(['embedded', 'aws'])
      .default('embedded'),
  );
  return deploymentOptions(command);
}

/** Options that name a deployment on AWS. */
export function deploymentOptions(command: Command): Command {
  return command
    .option(
      '--deployment <name>',
      'on AWS: which deployment (ROWMILL_DEPLOYMENT, or default, unless given)',
    )
    .option('--region <region>', 'on AWS: its region (that of the AWS configuration unless given)');
}

/** @throws what commander makes a usage error of. @returns US dollars */
export function dollars(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0)
    throw new InvalidArgumentError('Expected an amount of US dollars above 0, such as 5 or 0.5.');
  return value;
}
