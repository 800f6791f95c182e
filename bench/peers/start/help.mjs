import { runNode } from '../../lib/node-process.mjs';
import { MAIN } from '../../lib/rowmill-command.mjs';

export const peer = {
  name: 'rowmill --help (whole process)',
  units: { process: 1 },
  async run() {
    await runNode([MAIN, '--help']);
  },
};
