import { mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const REPORT = new URL('./report-peak.mjs', import.meta.url).href;

/**
 * Lets `run` start a process of Node, and answers its greatest resident size in megabytes.
 *
 * @param run gets `{ node, env }`: options that Node has to be started with, and its environment.
 */
export async function peakMegabytes(run) {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-bench-peak-'));
  try {
    const file = join(folder, 'peak');
    await run({ node: ['--import', REPORT], env: { ...process.env, ROWMILL_BENCH_PEAK: file } });
    return Number(readFileSync(file, 'utf8')) / 1e6;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @throws Error when a folder has no room for a file of so many bytes, and as much again. */
export function assertRoom(folder, bytes) {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize > 2 * bytes) return;
  const gigabytes = Math.ceil((2 * bytes) / 1e9);
  throw new Error(`${folder}: needs ${gigabytes} GB of room - choose another with --directory`);
}
