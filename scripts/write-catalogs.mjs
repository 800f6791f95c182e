/**
 * Writes `catalog.generated.ts` beside each folder of definitions, so that adding a generator, a
 * masking strategy or an expectation means adding one file. Where threads load definitions by name,
 * `modules.generated.ts` beside it says where each of them is.
 *
 *   node scripts/write-catalogs.mjs           write what has changed
 *   node scripts/write-catalogs.mjs --check   write nothing, exit 1 and list the differences
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CORE = join(ROOT, 'packages', 'core', 'src');

/** The three catalogues: where the definitions lie and what their list is called. */
export const CATALOGS = [
  {
    folder: 'generate/generators',
    define: 'defineGenerator',
    list: 'GENERATORS',
    type: 'GeneratorDefinition',
  },
  {
    folder: 'mask/strategies',
    define: 'defineStrategy',
    list: 'STRATEGIES',
    type: 'StrategyDefinition',
    modules: 'STRATEGY_MODULES',
  },
  {
    folder: 'validate/expectations',
    define: 'defineExpectation',
    list: 'EXPECTATIONS',
    type: 'ExpectationDefinition',
  },
];

/** Names of the constants that a source file exports and makes with `define(`, sorted. */
export function definitionsIn(source, define) {
  const pattern = new RegExp(`^export const (\\w+)(?:\\s*:[^=]+)?\\s*=\\s*${define}\\b`, 'gm');
  return [...source.matchAll(pattern)].map((match) => match[1]).sort();
}

/**
 * The text of one catalogue.
 *
 * @throws Error when a file defines nothing, or two files use one constant name.
 */
export function catalogText({ folder, define, list, type }, files) {
  const base = folder.split('/').at(-1);
  const fileOf = new Map();
  const imports = files
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, source }) => {
      const constants = definitionsIn(source, define);
      if (constants.length === 0) {
        throw new Error(
          `${folder}/${name}: exports no definition; write "export const x = ${define}({ ... })" or move the file out of this folder`,
        );
      }
      for (const constant of constants) {
        const other = fileOf.get(constant);
        if (other !== undefined) {
          throw new Error(
            `${folder}/${name}: "${constant}" is also exported by ${other}; rename one of them`,
          );
        }
        fileOf.set(constant, name);
      }
      return `import { ${constants.join(', ')} } from './${base}/${name}';`;
    });
  const entries = [...fileOf.keys()].sort().map((constant) => `  [${constant}.name]: ${constant},`);
  return [
    '// Written by scripts/write-catalogs.mjs from the files beside it: run `npm run catalogs`.',
    `import type { ${type} } from './define.ts';`,
    ...imports,
    '',
    `/** Every definition of ${folder}, by its own name. */`,
    `export const ${list}: Readonly<Record<string, ${type}>> = {`,
    ...entries,
    '};',
    '',
  ].join('\n');
}

/**
 * The text of the list of modules of one catalogue: each definition under its own name, loaded when it is asked for.
 *
 * @throws Error when a file does not define exactly one thing, or not under a name that stands in its text.
 */
export function modulesText({ folder, define, modules, type }, files) {
  const base = folder.split('/').at(-1);
  const loaders = files.map(({ name, source }) => {
    const [constant, ...others] = definitionsIn(source, define);
    const own = /^ {2}name: '([^']+)',$/m.exec(source)?.[1];
    if (constant === undefined || others.length > 0 || own === undefined)
      throw new Error(
        `${folder}/${name}: is loaded by name; write one "export const x = ${define}({" with its "name: '...'," on a line of its own`,
      );
    return { own, text: `async () => (await import('./${base}/${name}')).${constant}` };
  });
  const key = (own) => (/^[a-z]\w*$/i.test(own) ? own : `'${own}'`);
  return [
    '// Written by scripts/write-catalogs.mjs from the files beside it: run `npm run catalogs`.',
    `import type { ${type} } from './define.ts';`,
    '',
    `/** Every definition of ${folder} by its own name, for who needs a few of them. */`,
    `export const ${modules}: Readonly<Record<string, () => Promise<${type}>>> = {`,
    ...loaders
      .toSorted((a, b) => (a.own < b.own ? -1 : 1))
      .map(({ own, text }) => `  ${key(own)}: ${text},`),
    '};',
    '',
  ].join('\n');
}

/** Lines of `next` that `previous` lacks (+) and the reverse (-), in order of appearance. */
export function lineChanges(previous, next) {
  const before = new Set(previous.split('\n'));
  const after = new Set(next.split('\n'));
  return [
    ...[...before].filter((line) => !after.has(line)).map((line) => `- ${line}`),
    ...[...after].filter((line) => !before.has(line)).map((line) => `+ ${line}`),
  ];
}

function readDefinitions(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !/\.(test|bench|generated)\.ts$/.test(name))
    .map((name) => ({ name, source: readFileSync(join(folder, name), 'utf8') }));
}

function writeText(target, next, isCheck) {
  const previous = existsSync(target) ? readFileSync(target, 'utf8') : '';
  if (previous === next) return;
  if (isCheck) process.exitCode = 1;
  else writeFileSync(target, next);
  const state = isCheck ? 'stale, run `npm run catalogs`' : 'written';
  const changes = lineChanges(previous, next).map((line) => `  ${line}\n`);
  process.stdout.write(`${relative(ROOT, target)}: ${state}\n${changes.join('')}`);
}

function main(isCheck) {
  for (const catalog of CATALOGS) {
    const folder = join(CORE, catalog.folder);
    if (!existsSync(folder)) {
      process.stdout.write(`${relative(ROOT, folder)}: no such folder, so no catalogue\n`);
      process.exitCode = 1;
      continue;
    }
    const files = readDefinitions(folder);
    writeText(join(dirname(folder), 'catalog.generated.ts'), catalogText(catalog, files), isCheck);
    if (catalog.modules !== undefined)
      writeText(
        join(dirname(folder), 'modules.generated.ts'),
        modulesText(catalog, files),
        isCheck,
      );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.includes('--check'));
