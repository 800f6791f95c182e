import { atMost } from '../lib/marks.mjs';
import { MILLISECONDS } from '../lib/units.mjs';

const ONE = { unit: MILLISECONDS, isScaled: false };

export const suite = {
  name: 'start',
  title: 'Getting ready',
  about: 'Every run is a new process, whose files lie in the page cache.',
  subjects: [
    { id: 'modules', file: 'start/modules.mjs', isOwn: true },
    { id: 'core', file: 'start/import-core.mjs', isOwn: true },
    { id: 'faker', file: 'start/import-faker.mjs', packageName: '@faker-js/faker' },
    { id: 'help', file: 'start/help.mjs', isOwn: true },
    { id: 'node', file: 'start/node.mjs' },
  ],
  cases: [
    { ...ONE, name: 'modules', title: 'Kernels' },
    { ...ONE, name: 'import', title: 'Import of the library' },
    { ...ONE, name: 'process', title: 'The command line' },
  ],
  marks: [
    atMost({ case: 'modules', subject: 'modules' }, 5),
    atMost({ case: 'import', subject: 'core' }, 60),
  ],
};
