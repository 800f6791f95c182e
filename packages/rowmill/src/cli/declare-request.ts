import { type Command, InvalidArgumentError } from 'commander';
import { wholeFrom } from './whole-number.ts';

/** Options of all commands that read a request. */
export function requestOptions(command: Command): Command {
  return command
    .option('-f, --file <file>', 'the request, or its folder (rowmill.yaml unless given)')
    .option('--seed <n>', 'another seed', wholeFrom(0))
    .option('--scale <factor>', 'this many times the rows of every generated table', positive)
    .option('--locale <code>', 'another locale, such as de or pt_BR')
    .option('--json', 'events as NDJSON');
}

/** Of commands that check something. */
export function githubOption(command: Command): Command {
  return command.option('--github', 'annotations for GitHub (given where GITHUB_ACTIONS is true)');
}

function positive(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0)
    throw new InvalidArgumentError('Expected a number above 0, such as 0.01 or 10.');
  return value;
}
