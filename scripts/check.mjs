/** `npm run check`: every static check, all of them even when one fails, one summary at the end. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { bootstrap, ROOT } from './bootstrap.mjs';

const bin = (name) => join(ROOT, 'node_modules', '.bin', name);
const script = (name, ...args) => [process.execPath, join('scripts', name), ...args];

function packageSteps() {
  return readdirSync(join(ROOT, 'packages'))
    .filter((name) => existsSync(join(ROOT, 'packages', name, 'package.json')))
    .flatMap((name) => {
      const folder = join('packages', name);
      return [
        { name: `publint ${name}`, command: [bin('publint'), '--strict', folder] },
        {
          name: `attw ${name}`,
          command: [bin('attw'), '--pack', folder, '--profile', 'esm-only', '--format', 'ascii'],
        },
      ];
    });
}

function steps() {
  return [
    { name: 'biome', command: [bin('biome'), 'check', '--error-on-warnings', '.'] },
    { name: 'tsc', command: [bin('tsc'), '-b'] },
    { name: 'tsc (tests)', command: [bin('tsc'), '-p', 'tsconfig.test.json'] },
    {
      name: 'import rules',
      command: [bin('depcruise'), '--config', '.dependency-cruiser.mjs', 'packages'],
    },
    { name: 'knip', command: [bin('knip')] },
    { name: 'catalogues', command: script('write-catalogs.mjs', '--check') },
    { name: 'request schema', command: script('write-request-schema.mjs', '--check') },
    { name: 'report schemas', command: script('write-report-schemas.mjs', '--check') },
    { name: 'reference', command: script('write-reference.mjs', '--check') },
    { name: 'workflow picture', command: script('write-workflow-picture.mjs', '--check') },
    ...packageSteps(),
  ];
}

function runStep({ name, command: [program, ...args] }) {
  const start = performance.now();
  const result = spawnSync(program, args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 256 * 1024 * 1024,
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const isPassed = result.status === 0;
  process.stdout.write(`${isPassed ? 'ok  ' : 'FAIL'}  ${name}  ${seconds} s\n`);
  if (!isPassed) {
    const output = `${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`;
    process.stdout.write(`${output.trimEnd().replace(/^/gm, '      ')}\n`);
  }
  return { name, isPassed };
}

bootstrap({ shouldBuild: false });
const results = steps().map(runStep);
const failed = results.filter((result) => !result.isPassed).map((result) => result.name);
const passedCount = results.length - failed.length;
const verdict = failed.length === 0 ? '' : `, failed: ${failed.join(', ')}`;
process.stdout.write(`rowmill: ${passedCount} of ${results.length} checks passed${verdict}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
