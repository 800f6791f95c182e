import { type Command, Option } from 'commander';
import { declareCommand } from './declare-command.ts';
import { githubOption } from './declare-request.ts';
import type { Start } from './start.ts';
import { wholeFrom } from './whole-number.ts';

const collect = (value: string, values: readonly string[] | undefined): string[] => [
  ...(values ?? []),
  value,
];

/** Declares `rowmill scan`. */
export function addScan(program: Command, start: Start): void {
  const command = declareCommand(program, 'scan', {
    summary: 'say of every column of a source whether it holds personal data, and why',
    examples: [
      'rowmill scan customers.csv',
      'rowmill scan env:SOURCE_URL --write        decisions for review, into rowmill.yaml',
      'rowmill scan --strict                      exit 4 where the request leaves something open',
      'rowmill scan --format sarif > scan.sarif',
    ],
  });
  githubOption(command)
    .argument(
      '[source]',
      'file, URL of a database, env:NAME, or a request (rowmill.yaml unless given)',
    )
    .option('-f, --file <file>', 'request that --write adds to (rowmill.yaml unless given)')
    .option('-t, --table <table>', 'only this table; may be repeated', collect)
    .option('--schema <schema>', 'only this schema of the database')
    .option('--sample <rows>', 'rows to look at in each table', wholeFrom(1), 1000)
    .option('--write', 'add decisions to the request, for review')
    .option('--strict', 'exit 4 where a column with personal data has no decision')
    .addOption(
      new Option('--fail-on <verdict>', 'what --strict minds: unsure means both')
        .choices(['pii', 'unsure'])
        .default('unsure'),
    )
    .option('--waivers <file>', 'findings that may stand (rowmill.waivers.yaml if it is there)')
    .addOption(
      new Option('--format <format>', 'of the answer')
        .choices(['table', 'json', 'sarif'])
        .default('table'),
    )
    .option('--json', 'one event as JSON')
    .action((source, options, self) =>
      start(self.optsWithGlobals(), async (session) =>
        (await import('./commands/scan.ts')).scan(source, options, session),
      ),
    );
}
