import { engineSubject } from '../../lib/open-request.mjs';

export const peer = engineSubject('rowmill engine (in process, 1 thread)', 'user.yaml', {
  null: 10_000_000,
  file: 5_000_000,
});
