import { BATCH, KEY, loadCore } from '../../lib/mask-values.mjs';

let ff1;

export const peer = {
  name: 'rowmill: FF1 with AES-256 over columns',
  units: { values: 600 * BATCH },
  async prepare() {
    const { COLUMN_FF1_SIZE, openColumnFf1 } = await loadCore('mask/column-ff1.js');
    const { openMemory } = await loadCore('wasm/open-memory.js');
    const options = { key: KEY, tweak: new Uint8Array(16), radix: 10, digits: 10 };
    ff1 = openColumnFf1(openMemory(COLUMN_FF1_SIZE + 4096), options);
    for (let i = 0; i < BATCH; i += 1) {
      ff1.first[i] = i;
      ff1.second[i] = 2 * i;
    }
  },
  run({ units }) {
    for (let done = 0; done < units; done += BATCH) ff1.encrypt(Math.min(BATCH, units - done));
  },
};
