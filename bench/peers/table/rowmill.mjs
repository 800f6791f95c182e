import { engineSubject } from '../../lib/open-request.mjs';

export const peer = engineSubject('rowmill engine (in process, 1 thread)', 'table.yaml', {
  null: 2_000_000,
});
