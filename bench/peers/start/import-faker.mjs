import { secondsInside } from '../../lib/node-process.mjs';

export const peer = {
  name: "import '@faker-js/faker'",
  units: { import: 1 },
  run: () => secondsInside("await import('@faker-js/faker')"),
};
