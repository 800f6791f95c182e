import { BATCH, KEY, loadCore, placeEmails } from '../../lib/mask-values.mjs';

let prf;
let texts;

export const peer = {
  name: 'rowmill: CBC-MAC by AES-256 over columns',
  units: { values: 2400 * BATCH },
  async prepare() {
    const { COLUMN_PRF_SIZE, openColumnPrf } = await loadCore('mask/column-prf.js');
    const placed = await placeEmails(COLUMN_PRF_SIZE);
    texts = placed.texts;
    prf = openColumnPrf(placed.memory, KEY);
  },
  run({ units }) {
    for (let done = 0; done < units; done += BATCH)
      prf.digest(texts, Math.min(BATCH, units - done));
  },
};
