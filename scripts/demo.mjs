/** `npm run demo`: makes the clone ready and runs the whole pipeline of examples/shop. */
import { join } from 'node:path';
import { bootstrap, ROOT } from './bootstrap.mjs';
import { runChild } from './run-child.mjs';

bootstrap();
const main = join(ROOT, 'packages', 'rowmill', 'dist', 'cli', 'main.js');
const request = join('examples', 'shop', 'rowmill.yaml');
const args = [main, 'run', '-f', request, ...process.argv.slice(2)];
process.exitCode = await runChild(process.execPath, args, { cwd: ROOT, input: 'inherit' });
