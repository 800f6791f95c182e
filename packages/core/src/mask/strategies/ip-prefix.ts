import { z } from 'zod';
import { defineStrategy } from '../define.ts';
import { GENERALISED } from '../family-properties.ts';
import { type IpBytes, isMapped, networkOf, parseIp, writeIp } from '../ip-bytes.ts';
import { MaskError } from '../mask-error.ts';
import { maskRows } from '../mask-rows.ts';

/** Bits before an IPv4 address inside IPv6. */
const MAPPED_BITS = 96;

/**
 * Leaves the network of IP addresses: `203.0.113.77` becomes `203.0.113.0`, `2001:db8:1:2::3` becomes `2001:db8:1::`.
 *
 * Shape: the canonical form (RFC 5952), with `suffix` as a network: `203.0.113.0/24`. IPv4 inside IPv6
 * (`::ffff:203.0.113.77`) is cut as IPv4. A zone (`%eth0`) and the length of a network are left out.
 * HIPAA: the network of an address is a part of an identifier (45 CFR 164.514(b)(2)(i)(O)): it earns no Safe Harbor.
 *
 * @throws MaskError for a value that is no address.
 */
export const ipPrefix = defineStrategy({
  name: 'ip.prefix',
  summary: 'Leaves the network of IP addresses and makes the rest zeros.',
  options: z.strictObject({
    v4: z.int().min(0).max(32).default(24).describe('Bits of IPv4 addresses to leave.'),
    v6: z.int().min(0).max(128).default(48).describe('Bits of IPv6 addresses to leave.'),
    suffix: z.boolean().default(false).describe('Write the length of the network too: /24.'),
  }),
  properties: { ...GENERALISED, leaks: ['part', 'range', 'frequency', 'nulls'] },
  fits: (_, sourceType) => /^(?:inet|cidr)$/i.test(sourceType),
  create({ v4, v6, suffix }, context) {
    return maskRows(() => (value) => {
      const bytes = parseIp(withoutSuffixes(value));
      if (bytes === undefined)
        throw new MaskError(
          context.table,
          context.column,
          'a value is no IPv4 or IPv6 address - mask the column by another strategy',
        );
      const bits = bitsOf(bytes, v4, v6);
      return writeIp(networkOf(bytes, bits)) + (suffix ? `/${bits}` : '');
    });
  },
});

/** Without the zone and the length of a network. */
function withoutSuffixes(value: string): string {
  return value
    .trim()
    .replace(/%[^/]*/, '')
    .replace(/\/\d{1,3}$/, '');
}

function bitsOf(bytes: IpBytes, v4: number, v6: number): number {
  if (isMapped(bytes)) return MAPPED_BITS + v4;
  return bytes.length === 4 ? v4 : v6;
}
