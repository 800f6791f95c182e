import type { Command } from 'commander';
import { declareCommand } from './declare-command.ts';
import type { Start } from './start.ts';

const PLACES =
  'environments by name, or addresses: postgres://…, mysql://… (a schema behind #), s3://…, folders, env:NAME; NAME=ADDRESS gives one a name';

/** `rowmill env …`: environments that are kept, and whether they hold the same. */
export function addEnv(program: Command, start: Start): void {
  const env = declareCommand(program, 'env', {
    summary: 'look at environments, and compare what they hold',
    examples: ['rowmill env list', 'rowmill env verify qa staging'],
  });
  declareCommand(env, 'list', {
    summary: 'environments that are leased, until when, and what they consist of',
    examples: ['rowmill env list', 'rowmill env list --json'],
  })
    .option('--store <dir>', 'folder that keeps datasets and runs', '.rowmill')
    .option('--json', 'events as NDJSON')
    .action((options, self) =>
      start(self.optsWithGlobals(), async (session) =>
        (await import('./commands/env-list.ts')).listEnvironments(options, session),
      ),
    );
  addVerify(env, start);
}

function addVerify(env: Command, start: Start): void {
  declareCommand(env, 'verify', {
    summary: 'compare schema, constraints, row counts and contents, whatever the database',
    examples: [
      'rowmill env verify                        all environments, and the dataset they were made of',
      'rowmill env verify qa staging --table users --table orders',
      'rowmill env verify qa prod-copy=env:COPY_URL ./lake',
      'rowmill env verify postgres://localhost/a mysql://root@localhost/b --report parity',
    ],
  })
    .argument('[places...]', PLACES)
    .option('-f, --file <file>', 'the request, or its folder (rowmill.yaml unless given)')
    .option('--store <dir>', 'folder that keeps datasets and runs', '.rowmill')
    .option('--table <name>', 'only this table; give it again for more', collect)
    .option('--key <table=columns>', 'columns that tell rows of a table apart: users=id', collect)
    .option('--no-dataset', 'do not compare with the stored dataset')
    .option(
      '--show-keys',
      'show keys of rows that differ, also of tables that may hold personal data',
    )
    .option('--report <dir>', 'write parity.html and parity.json')
    .option('--json', 'events as NDJSON')
    .action((places, options, self) =>
      start(self.optsWithGlobals(), async (session) =>
        (await import('./commands/env-verify.ts')).verifyEnvironments(places, options, session),
      ),
    );
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];
