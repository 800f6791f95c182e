/**
 * Makes a clone ready to run: installs and builds what is missing, and nothing else.
 *
 * Needs no package, so that it can run before the first `npm ci`. Prints one line per thing it
 * does; silent when there is nothing to do.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = [20, 19];

/** Why this Node cannot run rowmill, or undefined when it can. */
export function nodeProblem(version) {
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  const isNewEnough = major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
  if (isNewEnough) return undefined;
  return `needs Node ${OLDEST_NODE.join('.')} or newer, this is ${version}: install a newer one from https://nodejs.org`;
}

/**
 * The first package that `package-lock.json` asks for and `node_modules` does not hold.
 *
 * npm writes `node_modules/.package-lock.json` at the end of an installation, so an interrupted
 * one counts as missing. Comparing versions, not times, survives `git checkout` and copied trees.
 * Optional packages may be absent: most are for another platform.
 */
export function missingPackage(wanted, installed) {
  for (const [path, entry] of Object.entries(wanted.packages ?? {})) {
    if (path === '') continue;
    const present = installed.packages?.[path];
    const isAbsent = present === undefined && entry.optional !== true;
    if (isAbsent || (present !== undefined && present.version !== entry.version)) return path;
  }
  return undefined;
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw new Error(`${path}: not readable as JSON (${error.message}); restore it from git`, {
      cause: error,
    });
  }
}

function reasonToInstall(root) {
  if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) return 'first time';
  const wanted = readJson(join(root, 'package-lock.json'));
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'));
  const missing = missingPackage(wanted, installed);
  return missing === undefined
    ? undefined
    : `${missing.replace(/^node_modules\//, '')} has changed`;
}

function say(message) {
  process.stderr.write(`rowmill: ${message}\n`);
}

/** Runs a tool; what it says goes to stderr, so that stdout stays free for data. */
function run(command, args, root, stdout = process.stderr) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', stdout, 'inherit'],
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (result.error !== undefined) {
    say(`cannot start ${command}: ${result.error.message}`);
    process.exit(1);
  }
  if (result.status !== 0) {
    say(
      `${[command, ...args]
        .slice(0, 3)
        .map((part) => basename(part))
        .join(' ')} failed (see above)`,
    );
    process.exit(result.status ?? 1);
  }
}

function install(root) {
  const reason = reasonToInstall(root);
  if (reason === undefined) return;
  say(`installing packages (${reason})`);
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  // Inside `npm run` the very same npm is used again; npm_execpath may also be another manager's.
  if (npm !== undefined && basename(npm).startsWith('npm'))
    run(process.execPath, [npm, ...args], root, 'ignore');
  else run('npm', args, root, 'ignore');
}

function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.(ts|json)$/.test(entry.name) && !entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

function packageFolders(root) {
  const packages = join(root, 'packages');
  return readdirSync(packages)
    .map((name) => join(packages, name))
    .filter((folder) => existsSync(join(folder, 'tsconfig.json')));
}

/** A digest of everything the compiler reads from this repository, by name, size and time. */
export function buildFingerprint(root) {
  const settings = ['tsconfig.base.json', 'tsconfig.json'].map((name) => join(root, name));
  const own = packageFolders(root).flatMap((folder) => [
    join(folder, 'tsconfig.json'),
    join(folder, 'package.json'),
    ...sourceFiles(join(folder, 'src')),
  ]);
  const hash = createHash('sha256');
  for (const path of [...settings, ...own].sort()) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${relative(root, path)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function build(root) {
  const stamp = join(root, 'node_modules', '.cache', 'rowmill', 'built');
  const hasOutput = packageFolders(root).every((folder) => existsSync(join(folder, 'dist')));
  const fingerprint = buildFingerprint(root);
  if (hasOutput && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return;
  say('building');
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  // The build information lies outside dist, so without --force tsc would not notice a missing dist.
  run(process.execPath, [tsc, '-b', ...(hasOutput ? [] : ['--force'])], root);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, fingerprint);
}

/** Sources import the compiled modules, so even checks that build nothing need them. Silent when all are up to date. */
function buildKernels(root) {
  run(process.execPath, [join(root, 'scripts', 'build-kernels.mjs')], root);
}

/** What runs in AWS Lambda, from the same sources. Silent when all is up to date. */
function bundleLambdas(root) {
  run(process.execPath, [join(root, 'scripts', 'build-lambdas.mjs')], root);
}

/** Installs and builds what is missing in this clone; ends the process when that fails. */
export function bootstrap({ root = ROOT, shouldBuild = true } = {}) {
  const problem = nodeProblem(process.versions.node);
  if (problem !== undefined) {
    say(problem);
    process.exit(1);
  }
  install(root);
  buildKernels(root);
  if (!shouldBuild) return;
  build(root);
  bundleLambdas(root);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) bootstrap();
