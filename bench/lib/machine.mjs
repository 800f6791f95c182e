import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';

/** What a reader needs to know about the machine to judge the figures. */
export function describeMachine() {
  const memoryGiB = Math.round(totalmem() / 2 ** 30);
  const cpu = cpus()[0]?.model.trim() ?? 'unknown processor';
  const cores = availableParallelism();
  const system = `${type()} ${release()}`;
  return {
    cpu,
    cores,
    memoryGiB,
    system,
    text: `${cores} × ${cpu}, ${memoryGiB} GiB, ${system}, Node ${process.versions.node}`,
    load: loadavg()[0].toFixed(1),
  };
}

/** Version of an installed package, as its own package.json gives it. */
export function versionOf(name) {
  for (const base of ['../node_modules/', '../../node_modules/']) {
    try {
      const path = new URL(`${base}${name}/package.json`, import.meta.url);
      return JSON.parse(readFileSync(path, 'utf8')).version;
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
  }
  throw new Error(`${name} is not installed: run npm ci`);
}
