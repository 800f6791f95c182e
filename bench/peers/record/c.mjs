import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DOMAINS, FIRST_NAMES, folded, LAST_NAMES } from '../../lib/names.mjs';

const SOURCE = fileURLToPath(new URL('../../c/user.c', import.meta.url));
const FOLDER = fileURLToPath(
  new URL('../../../node_modules/.cache/rowmill-bench', import.meta.url),
);
const PROGRAM = join(FOLDER, 'user');
const COMPILERS = ['gcc', 'cc', 'clang'];

const LISTS = [
  ['first.txt', FIRST_NAMES.map((name) => `${name}\t${folded(name)}`)],
  ['last.txt', LAST_NAMES.map((name) => `${name}\t${folded(name)}`)],
  ['domains.txt', DOMAINS],
];

function findCompiler() {
  return COMPILERS.find((name) => spawnSync(name, ['--version']).status === 0);
}

export const peer = {
  name: 'C program (1 thread)',
  units: { null: 20_000_000, file: 10_000_000 },
  prepare() {
    const compiler = findCompiler();
    if (compiler === undefined) return `no C compiler (looked for ${COMPILERS.join(', ')})`;
    mkdirSync(dirname(PROGRAM), { recursive: true });
    for (const [name, lines] of LISTS) writeFileSync(join(FOLDER, name), `${lines.join('\n')}\n`);
    execFileSync(compiler, ['-O2', '-std=c11', '-Wall', '-o', PROGRAM, SOURCE]);
    return undefined;
  },
  /** Answers the program's own seconds: starting it is not what is compared here. */
  run({ units, file }) {
    const lists = LISTS.map(([name]) => join(FOLDER, name));
    const output = execFileSync(PROGRAM, [...lists, String(units), file, '42'], {
      encoding: 'utf8',
    });
    return Number(output);
  },
};
