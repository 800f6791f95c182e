/**
 * `node --import` this, and the process writes its greatest resident size, in bytes, to the file that
 * ROWMILL_BENCH_PEAK names. The threads of a process have one size, so only the main thread reports.
 */
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.ROWMILL_BENCH_PEAK;
if (isMainThread && file !== undefined) {
  process.on('exit', () => {
    writeFileSync(file, String(process.resourceUsage().maxRSS * 1024));
  });
}
