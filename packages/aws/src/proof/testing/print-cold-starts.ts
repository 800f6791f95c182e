import { measureColdStarts } from './cold-starts.ts';

const [bundles = '', times = ''] = process.argv.slice(2);
for await (const start of measureColdStarts(bundles, Number(times)))
  process.stdout.write(`${JSON.stringify(start)}\n`);
