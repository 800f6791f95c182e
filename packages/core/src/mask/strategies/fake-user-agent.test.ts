import { describe, expect, it } from 'vitest';
import { userAgents } from '../../locales/user-agents.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { manyTexts, maskTexts } from '../testing/mask-texts.ts';
import { fakeUserAgent } from './fake-user-agent.ts';

const accepts = (mask: string): void => expect(userAgents()).toContain(mask);

describeStrategy(fakeUserAgent, {
  'any text': { accepts },
  'by owner': { options: { by: 'owner' }, accepts },
});

describe('fake.userAgent', () => {
  it('uses all that there are, and no more', () => {
    const masks = new Set(maskTexts(fakeUserAgent, manyTexts('Mozilla/5.0 (####) ???')));
    expect(masks.size).toBe(fakeUserAgent.capacity({}, 'en'));
  });
});
