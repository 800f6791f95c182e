import { runNode } from '../../lib/node-process.mjs';

/** The control: what every process of Node takes. */
export const peer = {
  name: 'Node alone (whole process)',
  units: { process: 1 },
  async run() {
    await runNode(['--eval', '0']);
  },
};
