/**
 * `npm run conformance -- [folder...]`: holds the interpreter against what AWS Step Functions answered, and against
 * cases of the project's own. Fails when a status, an output, an error, a payload or a diagnostic differs; causes and
 * traces are counted, and shown with `--soft`.
 */
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap, ROOT } from './bootstrap.mjs';
import { loadCases } from './conformance/load-cases.mjs';
import { reportText, summarize } from './conformance/report.mjs';

const USAGE = `npm run conformance -- [options] [folder...]

  folder       where cases lie, in folders of their own (default: those of this package, and
               ../shared/conformance/asl where that is there)
  --only TEXT  only cases whose name has this text in it
  --soft       also show where causes and traces differ
  --json       write the results as JSON
`;

const OWN = join(ROOT, 'packages', 'asl', 'conformance');
const RECORDED = resolve(ROOT, '..', 'shared', 'conformance', 'asl');

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: 'string', default: '' },
      soft: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const folders =
    positionals.length === 0 ? [RECORDED, OWN] : positionals.map((each) => resolve(each));
  return { ...values, folders };
}

function present(folder) {
  if (existsSync(folder)) return true;
  process.stderr.write(`conformance: there is no ${folder}: its cases are left out\n`);
  return false;
}

async function main() {
  const options = readOptions();
  if (options.help) return process.stdout.write(USAGE);
  bootstrap();
  const { runCase } = await import('./conformance/run-case.mjs');
  const results = [];
  for (const folder of options.folders.filter(present)) {
    const label = relative(ROOT, folder);
    for (const { group, content } of loadCases(folder, options.only)) {
      results.push({ group: `${label}/${group}`, ...(await runCase(content)) });
    }
  }
  const summary = summarize(results);
  process.stdout.write(
    options.json ? `${JSON.stringify(summary, null, 2)}\n` : reportText(summary, options),
  );
  if (summary.some(({ failed }) => failed > 0)) process.exitCode = 1;
}

await main();
