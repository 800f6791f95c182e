import { expect } from 'vitest';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { ssn } from './person-ssn.ts';

describeGenerator(ssn, {
  'default options': {
    uniqueRows: true,
    accepts: (value) => {
      expect(value).toMatch(/^9\d\d-(0[1-9]|[1-4]\d)-\d{4}$/);
      expect(value).not.toMatch(/0000$/);
    },
  },
});
