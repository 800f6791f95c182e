import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { manyTexts, maskTexts } from '../testing/mask-texts.ts';
import { fakeJobTitle } from './fake-job-title.ts';

const TITLE = /^[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){2}$/;

describeStrategy(fakeJobTitle, {
  'any text': { accepts: (mask) => expect(mask).toMatch(TITLE) },
  'by owner': { options: { by: 'owner' }, accepts: (mask) => expect(mask).toMatch(TITLE) },
});

describe('fake.jobTitle', () => {
  it('draws each part by itself', () => {
    const masks = maskTexts(fakeJobTitle, manyTexts('job ####', 1000));
    for (const part of [0, 1, 2])
      expect(new Set(masks.map((mask) => mask.split(' ')[part])).size).toBeGreaterThan(15);
  });
});
