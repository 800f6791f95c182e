import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskTexts } from '../testing/mask-texts.ts';
import { fakeDomain } from './fake-domain.ts';
import { fakeEmail } from './fake-email.ts';
import { fakeUrl } from './fake-url.ts';

const accepts = (mask: string): void => expect(mask).toMatch(/^c[a-z2-7]{12}\.example\.com$/);

describeStrategy(fakeDomain, {
  'any text': { accepts },
  domains: { values: fc.domain(), accepts },
  'by owner': { options: { by: 'owner' }, values: fc.domain(), accepts },
});

describe('fake.domain', () => {
  it('gives domains, addresses and URLs of one host one name', () => {
    const [domain] = maskTexts(fakeDomain, ['Corp.com']);
    const [email] = maskTexts(fakeEmail, ['ann@corp.com'], { options: { domain: 'map' } });
    const [url] = maskTexts(fakeUrl, ['https://u:p@CORP.com:8080/a?b#c'], {
      options: { host: 'map' },
    });
    expect(email?.endsWith(`@${domain}`)).toBe(true);
    expect(url?.startsWith(`https://${domain}/`)).toBe(true);
  });
});
