import { expect } from 'vitest';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { ip, ipv4, ipv6, mac, userAgent } from './internet-numbers.ts';

const documentation = /^(192\.0\.2|198\.51\.100|203\.0\.113)\.(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])$/;

describeGenerator(ipv4, {
  'default options': { uniqueRows: true, accepts: (value) => expect(value).toMatch(documentation) },
});
describeGenerator(ip, {
  "by Faker's name": { accepts: (value) => expect(value).toMatch(documentation) },
});

describeGenerator(ipv6, {
  'default options': {
    uniqueRows: true,
    accepts: (value) => {
      expect(value).toMatch(/^2001:db8(:[1-9a-f][0-9a-f]{3}){6}$/);
      expect(new URL(`http://[${value}]/`).hostname).toBe(`[${value}]`);
    },
  },
});

describeGenerator(mac, {
  'default options': {
    uniqueRows: true,
    accepts: (value) => {
      expect(value).toMatch(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/);
      const first = Number.parseInt(String(value).slice(0, 2), 16);
      expect(first & 0b11).toBe(0b10);
    },
  },
});

describeGenerator(userAgent, {
  'default options': {
    accepts: (value) =>
      expect(value).toMatch(/^Mozilla\/5\.0 \([^()]+\) \S.*(Chrome|Firefox|Safari)\/\d/),
  },
});
