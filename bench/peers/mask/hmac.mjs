import { createHmac } from 'node:crypto';
import { BATCH, emailOf, KEY } from '../../lib/mask-values.mjs';

const emails = Array.from({ length: BATCH }, (_, i) => emailOf(i));

export const peer = {
  name: 'node:crypto HMAC-SHA-256, a call for each value',
  units: { values: 70 * BATCH },
  run({ units }) {
    for (let i = 0; i < units; i += 1)
      createHmac('sha256', KEY)
        .update(emails[i % BATCH])
        .digest();
  },
};
