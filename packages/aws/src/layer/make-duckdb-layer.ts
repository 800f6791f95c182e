import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { LayerError } from '../errors.ts';

const API = '@duckdb/node-api';
/** DuckDB itself, for Amazon Linux 2023 on Graviton: glibc. */
const BINDINGS = '@duckdb/node-bindings-linux-arm64';
const PLATFORM = ['--os=linux', '--cpu=arm64', '--libc=glibc'];

export interface DuckDbLayerOptions {
  /** Runs npm in a folder. Default: the one in PATH. */
  readonly npm?: (args: readonly string[], folder: string) => Promise<void>;
}

/**
 * Makes the folder of the layer with DuckDB, with `nodejs/node_modules` in it, unless it is there. The one thing of a
 * deployment that is fetched: packages of npm bring the native part of their own platform alone, and this is that of
 * Lambda. `rowmill deploy` calls it before the stack is put together, so that synthesis itself needs no network.
 *
 * @throws {@link LayerError} when npm does not give it; nothing is left then.
 */
export async function makeDuckDbLayer(
  folder: string,
  { npm = runNpm }: DuckDbLayerOptions = {},
): Promise<void> {
  const version = versionOfApi();
  if (existsSync(join(folder, markerOf(version)))) return;
  const unfinished = `${folder}.unfinished`;
  const project = join(unfinished, 'nodejs');
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(project, { recursive: true });
  try {
    await writeFile(join(project, 'package.json'), '{"private":true}\n');
    await npm(
      [
        'install',
        ...PLATFORM,
        '--ignore-scripts',
        '--no-package-lock',
        '--no-audit',
        '--no-fund',
        `${API}@${version}`,
        `${BINDINGS}@${version}`,
      ],
      project,
    );
    const native = join(project, 'node_modules', BINDINGS);
    const files = await readdir(native).catch(() => []);
    if (!files.some((name) => name.endsWith('.node')))
      throw new LayerError(`npm has installed ${BINDINGS}@${version} without its native part`);
    await writeFile(join(unfinished, markerOf(version)), '');
    await rm(folder, { recursive: true, force: true });
    await mkdir(dirname(folder), { recursive: true });
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (error instanceof LayerError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new LayerError(`npm install ${BINDINGS}@${version} failed: ${why}`, { cause: error });
  }
}

/** Tells which version is there, in the folder of the layer. */
const markerOf = (version: string): string => `nodejs/duckdb-${version}`;

/** The one that rowmill is tested with. */
function versionOfApi(): string {
  const { optionalDependencies } = createRequire(import.meta.url)('rowmill/package.json') as {
    readonly optionalDependencies: Readonly<Record<string, string>>;
  };
  return optionalDependencies[API] ?? '';
}

async function runNpm(args: readonly string[], folder: string): Promise<void> {
  await promisify(execFile)('npm', args, { cwd: folder, shell: process.platform === 'win32' });
}
