import { Command, Option } from 'commander';
import { declareCommand } from './declare-command.ts';
import { dollars, engineOptions } from './declare-engine.ts';
import { githubOption, requestOptions } from './declare-request.ts';
import { addAudit } from './program-audit.ts';
import { addDeploy, addDestroy } from './program-deploy.ts';
import { addEdgeCases } from './program-edge-cases.ts';
import { addEnv } from './program-env.ts';
import { addKeys } from './program-keys.ts';
import { addMasks } from './program-masks.ts';
import { addReport } from './program-report.ts';
import { addRun } from './program-run.ts';
import { addRuns, addTask } from './program-runs.ts';
import { addScan } from './program-scan.ts';
import type { Start } from './start.ts';
import { wholeFrom } from './whole-number.ts';

const EXAMPLES = `Examples:
  rowmill init                            write a small request to start from
  rowmill plan                            show what a run would make, check and remove
  rowmill generate --format csv --out data
  rowmill preview users --at 5000000      see rows without making the others
  rowmill run                             generate, mask, validate, deliver, test, clean up
  rowmill runs show                       how the last run stands, and how to go on with it
`;

const EXIT_CODES = `
Exit codes:
  0 ok   1 a check or the tests failed   2 request or usage error   3 target or infrastructure failure
  4 refused by policy   5 clean-up incomplete   130, 143 stopped by a signal or by runs cancel, after its clean-up
`;

/** The command line, declared. Nothing of the product is imported here. */
export function createProgram(version: string, start: Start): Command {
  const program = new Command('rowmill')
    .description('Test data from one request: generate, mask, validate, deliver, test, clean up.')
    .version(
      `rowmill ${version} (Node ${process.versions.node}, ${process.platform} ${process.arch})`,
      '-V, --version',
      'show the version',
    )
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', EXIT_CODES)
    .option('-C <dir>', 'work in this folder')
    .option('--no-color', 'no colours (as with NO_COLOR)')
    .option('--quiet', 'only answers and problems')
    .option('--verbose', 'tell more of what goes wrong')
    .showHelpAfterError('(rowmill --help shows what there is)')
    .exitOverride();
  for (const add of [
    addInit,
    addPlan,
    addGenerate,
    addPreview,
    addRun,
    addValidate,
    addMask,
    addScan,
    addDoctor,
    addRuns,
    addReport,
    addTask,
    addEdgeCases,
    addEnv,
    addAudit,
    addMasks,
    addKeys,
    addDeploy,
    addDestroy,
  ])
    add(program, start);
  return program;
}

function addInit(program: Command, start: Start): void {
  declareCommand(program, 'init', {
    summary: 'write a small request to start from',
    examples: ['rowmill init', 'rowmill -C services/shop init'],
  })
    .option('--yes', 'ask nothing (nothing is asked in any case)')
    .action((_, command) =>
      start(command.optsWithGlobals(), async (session) =>
        (await import('./commands/init.ts')).init(session),
      ),
    );
}

function addPlan(program: Command, start: Start): void {
  const command = declareCommand(program, 'plan', {
    summary: 'show tables, costs, masks, targets and checks; make nothing',
    examples: [
      'rowmill plan',
      'rowmill plan --scale 0.01',
      'rowmill plan --json | jq .tables',
      'rowmill plan --engine aws --budget 5',
    ],
  });
  engineOptions(requestOptions(command))
    .option('--budget <usd>', 'on AWS: refuse a run that is expected to cost more', dollars)
    .action((options, self) =>
      start(self.optsWithGlobals(), async (session) =>
        (await import('./commands/plan.ts')).plan(options, session),
      ),
    );
}

function addGenerate(program: Command, start: Start): void {
  const command = declareCommand(program, 'generate', {
    summary: 'write the generated tables to files',
    examples: [
      'rowmill generate',
      'rowmill generate --table users --rows users=10M --format parquet --parts 1M --out lake',
      'rowmill generate --table users --out - | head',
    ],
  });
  formatOptions(requestOptions(command))
    .option('-t, --table <table>', 'only this table; may be repeated', collect)
    .option('--rows <table=rows>', 'another number of rows for a table; may be repeated', collect)
    .option('-o, --out <dir>', 'folder for the files; - writes one table to stdout', 'rowmill-out')
    .option('--parts [rows]', 'several files a table, of this many rows each (1M unless given)')
    .option(
      '-w, --workers <n>',
      'worker threads (one for each processor unless given)',
      wholeFrom(1),
    )
    .action((options, self) =>
      start(self.optsWithGlobals(), async (session) =>
        (await import('./commands/generate.ts')).generate(options, session),
      ),
    );
}

function addPreview(program: Command, start: Start): void {
  const command = declareCommand(program, 'preview', {
    summary: 'compute some rows of a table, and no others',
    examples: ['rowmill preview users', 'rowmill preview users --at 999999 --rows 1 --json'],
  }).argument('<table>');
  formatOptions(requestOptions(command))
    .option('--at <row>', 'first row, numbered from 0', wholeFrom(0), 0)
    .option('-n, --rows <n>', 'number of rows', wholeFrom(1), 10)
    .option('--invalid', 'rows that break one rule each, with the rule, as NDJSON')
    .action((table, options, self) =>
      start(self.optsWithGlobals(), async (session) =>
        (await import('./commands/preview.ts')).preview(table, options, session),
      ),
    );
}

const csvDelimiter = (): Option =>
  new Option('--csv-delimiter <character>', 'between the cells of CSV').choices([
    ',',
    ';',
    'tab',
    '|',
  ]);

const columnList = (text: string): string[] => text.split(',').filter((name) => name !== '');

function addValidate(program: Command, start: Start): void {
  const command = declareCommand(program, 'validate', {
    summary: 'check the rows of files by a JSON Schema, or by expectations',
    examples: [
      'rowmill validate users.csv --schema user.schema.json',
      "rowmill validate 'data/*.ndjson' --schema user.schema.json --failures failures.ndjson",
      'rowmill validate users.csv --schema user.schema.json --at 4711 --show-values',
      "rowmill validate users=users.csv orders='orders/*.parquet' --expectations expectations.yaml",
    ],
  });
  githubOption(command)
    .argument(
      '<files...>',
      'CSV, NDJSON, JSON or Parquet; a folder, a pattern with *, or TABLE=FILE',
    )
    .option('-s, --schema <file>', 'JSON Schema of a row (draft-07, 2019-09 or 2020-12)')
    .option('--keywords <file>', 'keywords that the schema uses besides its draft, as expressions')
    .option('-x, --expectations <file>', 'list of expectations, as a request has it (YAML)')
    .addOption(
      new Option('--format <format>', 'when the name of the file does not tell').choices([
        'csv',
        'ndjson',
        'json',
        'parquet',
      ]),
    )
    .addOption(csvDelimiter())
    .option('--limit <n>', 'failures to show', wholeFrom(1), 20)
    .option(
      '--failures <path>',
      'write every failure to this .ndjson, .ndjson.gz or .parquet; a folder with --expectations',
    )
    .addOption(
      new Option('--failures-format <format>', 'of the lists that expectations write').choices([
        'ndjson',
        'parquet',
      ]),
    )
    .option('--key <columns>', 'columns that tell a failing row from others: id,tenant', columnList)
    .option('--at <row>', 'check this row alone, numbered from 1', wholeFrom(1))
    .option('--show-values', 'let messages quote cells')
    .option('--report <dir>', 'folder for a report: JSON, SARIF, JUnit XML, Markdown')
    .option('-w, --workers <n>', 'threads (one for each processor)', wholeFrom(1))
    .option('--json', 'events as NDJSON')
    .action((files, options, self) =>
      start(self.optsWithGlobals(), async (session) =>
        (await import('./commands/validate-how.ts')).validateEither(files, options, session),
      ),
    );
}

function addMask(program: Command, start: Start): void {
  const command = declareCommand(program, 'mask', {
    summary: 'mask the source tables of a request and write them to files',
    examples: [
      'ROWMILL_KEY=… rowmill mask',
      'rowmill mask --table customers --format csv --out masked',
      'rowmill mask --prove               measured first; nothing is written if a check fails',
      'rowmill mask --report evidence     the same, with a signed compliance report',
    ],
  });
  githubOption(formatOptions(requestOptions(command)))
    .option('-t, --table <table>', 'only this table; may be repeated', collect)
    .option('-o, --out <dir>', 'folder for the files', 'rowmill-out')
    .option(
      '-w, --workers <n>',
      'worker threads (one for each processor unless given)',
      wholeFrom(1),
    )
    .option('--prove', 'measure the masked rows, and write none if a check fails')
    .option('--report <dir>', 'folder for a compliance report; proves as well')
    .option('--store <dir>', 'folder that keeps datasets and runs', '.rowmill')
    .action((options, self) =>
      start(self.optsWithGlobals(), async (session) =>
        (await import('./commands/mask.ts')).mask(options, session),
      ),
    );
}

function addDoctor(program: Command, start: Start): void {
  declareCommand(program, 'doctor', {
    summary: 'look at what this machine offers, and tell what to mend',
    examples: ['rowmill doctor', 'rowmill doctor --fix'],
  })
    .option('--store <dir>', 'folder that keeps datasets and runs', '.rowmill')
    .option('--fix', 'remove what ended runs left behind')
    .option('--json', 'one event as JSON')
    .action((options, self) =>
      start(self.optsWithGlobals(), async (session) =>
        (await import('./commands/doctor.ts')).doctor(options, session),
      ),
    );
}

function formatOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--format <format>', 'form of the rows (ndjson unless given)').choices([
        'ndjson',
        'csv',
        'json',
        'sql',
        'parquet',
      ]),
    )
    .option('--gzip', 'compress text files')
    .addOption(
      new Option('--compression <codec>', 'of Parquet pages (snappy unless given)').choices([
        'snappy',
        'gzip',
        'zstd',
        'none',
      ]),
    )
    .addOption(csvDelimiter())
    .addOption(
      new Option(
        '--csv-formulas <policy>',
        'escape puts an apostrophe before text that a spreadsheet would run',
      ).choices(['keep', 'escape']),
    );
}

function collect(value: string, values: readonly string[] | undefined): string[] {
  return [...(values ?? []), value];
}
