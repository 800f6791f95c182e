/**
 * Compiles the WebAssembly modules: each folder of packages/core/kernels that has an `index.ts` becomes one module,
 * embedded as base64 in packages/core/src/wasm/modules/<folder>.generated.ts. No file is looked up when it is loaded,
 * so bundlers and Lambda need no special care.
 *
 * Compiles only what has changed: the generated file names a digest of its sources. `--force` compiles all.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const OPTIONS = [
  '-O3',
  '--converge',
  '--noAssert',
  '--runtime=stub',
  '--importMemory',
  '--noExportMemory',
  '--enable=simd,bulk-memory',
  '--use=abort=',
];

const kernelsOf = (root) => join(root, 'packages', 'core', 'kernels');

function modulesOf(root) {
  const folder = kernelsOf(root);
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, 'index.ts')));
}

function sourcesOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesOf(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

/** What the module is compiled from: its own folder, the shared one, the options and the compiler. */
function digestOf(root, name) {
  const compiler = join(root, 'node_modules', 'assemblyscript', 'package.json');
  const hash = createHash('sha256').update(JSON.stringify(OPTIONS));
  hash.update(JSON.parse(readFileSync(compiler, 'utf8')).version);
  const folders = [join(kernelsOf(root), 'shared'), join(kernelsOf(root), name)];
  for (const path of folders.flatMap(sourcesOf).sort()) {
    hash.update(`\n${relative(root, path)}\n`).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}

const generatedPath = (root, name) =>
  join(root, 'packages', 'core', 'src', 'wasm', 'modules', `${name}.generated.ts`);

/** Modules whose generated file is missing or comes from other sources. */
export function staleModules(root = ROOT) {
  return modulesOf(root).filter((name) => {
    const path = generatedPath(root, name);
    return !existsSync(path) || !readFileSync(path, 'utf8').includes(digestOf(root, name));
  });
}

async function compile(root, name) {
  const { default: asc } = await import('assemblyscript/asc');
  const folder = kernelsOf(root);
  let binary;
  const { error, stderr } = await asc.main(
    [`${name}/index.ts`, ...OPTIONS, `--baseDir=${folder}`, '--outFile=module.wasm'],
    {
      writeFile: (file, content) => {
        if (file === 'module.wasm') binary = content;
      },
    },
  );
  if (error !== null || binary === undefined) {
    throw new Error(`packages/core/kernels/${name} does not compile:\n${stderr.toString()}`, {
      cause: error,
    });
  }
  const text = [
    `// Written by scripts/build-kernels.mjs from packages/core/kernels/${name} (${digestOf(root, name)}).`,
    `/** ${binary.length} bytes of WebAssembly as base64. */`,
    `export const WASM =\n  '${Buffer.from(binary).toString('base64')}';`,
    '',
  ].join('\n');
  const path = generatedPath(root, name);
  mkdirSync(dirname(path), { recursive: true });
  // Whoever reads meanwhile finds the old file or the new one, never a part.
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
  process.stderr.write(`rowmill: compiled kernels/${name} to ${binary.length} bytes\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.includes('--force') ? modulesOf(ROOT) : staleModules(ROOT);
  for (const name of names) {
    try {
      await compile(ROOT, name);
    } catch (error) {
      process.stderr.write(`rowmill: ${error.message}\n`);
      process.exitCode = 1;
    }
  }
}
