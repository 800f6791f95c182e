import { expect } from 'vitest';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { uuid } from './uuid.ts';

describeGenerator(uuid, {
  'default options': {
    uniqueRows: true,
    accepts: (value) =>
      expect(value).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
  },
});
