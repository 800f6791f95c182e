import { expect } from 'vitest';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { dateMonth, dateWeekday } from './date-names.ts';

describeGenerator(dateWeekday, {
  english: {
    accepts: (value) => expect(value).toMatch(/^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/),
  },
  'german, short': {
    locale: 'de',
    options: { abbreviated: true },
    accepts: (value) => expect(value).toMatch(/^(Mo|Di|Mi|Do|Fr|Sa|So)\.?$/),
  },
});
describeGenerator(dateMonth, {
  french: { locale: 'fr', accepts: (value) => expect(value).toMatch(/^[A-Z][a-zéû]{2,8}$/) },
});
