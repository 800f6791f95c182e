import { describe, expect, it } from 'vitest';
import { STRATEGIES } from '../catalog.generated.ts';
import { maskTexts } from '../testing/mask-texts.ts';

const VALUES: Readonly<Record<string, readonly [value: string, options?: object]>> = {
  'fake.address': ['12 Main Street, Springfield, IL 62701'],
  'fake.card': ['4111 2222 3333 4444'],
  'fake.company': ['Acme Corporation'],
  'fake.device': ['35-209900-176148-1'],
  'fake.domain': ['corp.com'],
  'fake.email': ['Ann.Lee@corp.com'],
  'fake.geo': ['48.13743, 11.57549'],
  'fake.iban': ['DE89 3704 0044 0532 0130 00'],
  'fake.ip': ['10.1.2.3'],
  'fake.jobTitle': ['Head of Accounting'],
  'fake.mac': ['AA-BB-CC-00-11-22'],
  'fake.nationalId': ['123-45-6789', { kind: 'us-ssn' }],
  'fake.person': ['Ann Lee'],
  'fake.phone': ['+1 212 867 5309'],
  'fake.plate': ['M-AB 1234'],
  'fake.url': ['https://corp.com/ann?id=1'],
  'fake.userAgent': ['curl/8.0'],
  'fake.vin': ['WVWZZZ1JZ3W386752'],
};

/** Masks under a key are data of users: another release must not change them. The names are those of the tests. */
describe('masks of fake.*', () => {
  it('are what they were', () => {
    const masks = Object.entries(VALUES).map(([name, [value, options = {}]]) => {
      const strategy = STRATEGIES[name];
      if (strategy === undefined) throw new RangeError(`there is no strategy ${name}`);
      return [name, maskTexts(strategy, [value], { options })[0]];
    });
    expect(Object.fromEntries(masks)).toMatchInlineSnapshot(`
      {
        "fake.address": "10812 Sandringham Road, Schmidtville, OH 44447",
        "fake.card": "9931 3590 3066 4911",
        "fake.company": "O'Hara - Zboncak",
        "fake.device": "00-251431-503400-7",
        "fake.domain": "c3kxkdsngudyb.example.com",
        "fake.email": "alans.gaussbg.yvmjllgggvwz7@example.org",
        "fake.geo": "-53.76612, -116.61682",
        "fake.iban": "DE35 0002 2944 4672 8573 31",
        "fake.ip": "203.0.113.240",
        "fake.jobTitle": "Global Accounts Consultant",
        "fake.mac": "00-00-5E-00-53-72",
        "fake.nationalId": "904-47-5067",
        "fake.person": "Alanbl Gaussj",
        "fake.phone": "+16235550132",
        "fake.plate": "O-OQ 9048",
        "fake.url": "https://example.net/lm4ncnl5btuvd",
        "fake.userAgent": "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0",
        "fake.vin": "0VE4J0RT90K133640",
      }
    `);
  });

  it('are pinned for every strategy', () => {
    const all = Object.keys(STRATEGIES).filter((name) => name.startsWith('fake.'));
    expect(Object.keys(VALUES).sort()).toEqual(all.sort());
  });
});
