import type { Command } from 'commander';

/** Adds a command with examples, which its help begins with. */
export function declareCommand(
  parent: Command,
  name: string,
  { summary, examples }: { readonly summary: string; readonly examples: readonly string[] },
): Command {
  return parent
    .command(name)
    .description(summary)
    .addHelpText('before', `Examples:\n${examples.map((example) => `  ${example}\n`).join('')}`);
}
