import type { Command } from 'commander';
import { declareCommand } from './declare-command.ts';
import type { Start } from './start.ts';

/** `rowmill masks …`: the masking strategies, with what may be relied on. */
export function addMasks(program: Command, start: Start): void {
  const masks = declareCommand(program, 'masks', {
    summary: 'list masking strategies, and show what they promise and which claims they serve',
    examples: ['rowmill masks list', 'rowmill masks show fake.email'],
  });
  declareCommand(masks, 'list', {
    summary: 'all strategies with their properties',
    examples: ['rowmill masks list', 'rowmill masks list --json | jq .strategies'],
  })
    .option('--json', 'events as NDJSON')
    .action((_, self) =>
      start(self.optsWithGlobals(), async (session) =>
        (await import('./commands/masks-list.ts')).listMasks(session),
      ),
    );
  declareCommand(masks, 'show', {
    summary: 'one strategy: properties, options, claims',
    examples: ['rowmill masks show hash.hmac', 'rowmill masks show zip3 --json'],
  })
    .argument('<name>', 'name of the strategy')
    .option('--json', 'events as NDJSON')
    .action((name, _, self) =>
      start(self.optsWithGlobals(), async (session) =>
        (await import('./commands/masks-show.ts')).showMask(name, session),
      ),
    );
}
