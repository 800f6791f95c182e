import { secondsInside } from '../../lib/node-process.mjs';

export const peer = {
  name: "import '@rowmill/core'",
  units: { import: 1 },
  run: () => secondsInside("await import('@rowmill/core')"),
};
