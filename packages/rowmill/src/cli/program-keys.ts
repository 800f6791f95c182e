import type { Command } from 'commander';
import { declareCommand } from './declare-command.ts';
import type { Start } from './start.ts';

/** `rowmill keys …`: which key masks are made by, and its end. The key itself is never shown. */
export function addKeys(program: Command, start: Start): void {
  const keys = declareCommand(program, 'keys', {
    summary: 'show which masking key a request uses, and destroy it with evidence',
    examples: ['rowmill keys show', 'rowmill keys destroy --key-id 3f2a9c01'],
  });
  const common = (command: Command): Command =>
    command
      .option('-f, --file <file>', 'the request, or its folder (rowmill.yaml unless given)')
      .option('--json', 'events as NDJSON');
  common(
    declareCommand(keys, 'show', {
      summary: 'id, version, custodian and place of the key; never the key',
      examples: ['rowmill keys show', 'rowmill keys show --json'],
    }),
  ).action((options, self) =>
    start(self.optsWithGlobals(), async (session) =>
      (await import('./commands/keys-show.ts')).showKey(options, session),
    ),
  );
  common(
    declareCommand(keys, 'destroy', {
      summary: 'remove the key where it is kept, and record that; masks can never be made again',
      examples: [
        'rowmill keys destroy --key-id 3f2a9c01',
        'rowmill keys destroy --key-id 3f2a9c01 --evidence "removed from the CI, ticket 4711"',
      ],
    }),
  )
    .requiredOption('--key-id <id>', 'id of the key, as keys show tells it')
    .option('--evidence <text>', 'how it was removed, for a key that rowmill cannot remove itself')
    .option('--store <dir>', 'folder that keeps datasets and runs', '.rowmill')
    .action((options, self) =>
      start(self.optsWithGlobals(), async (session) =>
        (await import('./commands/keys-destroy.ts')).destroyKey(options, session),
      ),
    );
}
