import { z } from 'zod';
import {
  type Ipv4Block,
  LOCAL_MAC_SECOND_DIGITS,
  SAFE_IPV4,
  SAFE_IPV4_OVERFLOW,
  SAFE_IPV6,
} from '../../locales/safe-ranges.ts';
import { userAgents } from '../../locales/user-agents.ts';
import { concat } from '../../program/text-steps.ts';
import { defineGenerator } from '../define.ts';
import { wordPart } from '../digit-text.ts';

const STRING = { kind: 'string' } as const;
const NO_OPTIONS = z.strictObject({});

const OCTETS = Array.from({ length: 256 }, (_, octet) => String(octet));
const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const COLON_BYTES = BYTES.map((byte) => `:${byte}`);

/** First three octets of every 256 addresses of a block. */
function networks({ first, count }: Ipv4Block): string[] {
  return Array.from({ length: count / 256 }, (_, i) => {
    const address = first + i * 256;
    return `${Math.floor(address / 2 ** 24)}.${(address >> 16) & 255}.${(address >> 8) & 255}.`;
  });
}

const TEST_NETWORKS = SAFE_IPV4.flatMap(networks);
const TEST_ADDRESSES = TEST_NETWORKS.flatMap((network) => OCTETS.map((octet) => network + octet));
const ALL_NETWORKS = [...TEST_NETWORKS, ...networks(SAFE_IPV4_OVERFLOW)];

/**
 * IPv4 address that no host has.
 *
 * Shape: `192.0.2.17`, from the three blocks for documentation; with `unique` also from the block for benchmarks.
 * Unique: 131,840 addresses.
 * Source: RFC 5737; RFC 2544 and RFC 6890 (198.18.0.0/15).
 */
export const ipv4 = defineGenerator({
  name: 'internet.ipv4',
  summary: 'IPv4 address kept for documentation.',
  options: NO_OPTIONS,
  unique: 'choices',
  compile(cells) {
    if (!cells.unique)
      return { type: STRING, register: wordPart(cells, 'address', TEST_ADDRESSES) };
    const network = wordPart(cells, 'network', ALL_NETWORKS);
    return {
      type: STRING,
      register: concat(cells.program, network, wordPart(cells, 'host', OCTETS)),
    };
  },
});

/** Faker's name for either kind of address; here always version 4. */
export const ip = defineGenerator({ ...ipv4, name: 'internet.ip' });

/** No group begins with 0, so that the text is the one canonical form of its address. */
const GROUP_HEADS = BYTES.slice(16).map((byte) => `:${byte}`);

/**
 * IPv6 address that no host has.
 *
 * Shape: `2001:db8:` and six groups of four lower-case hex digits, canonical by RFC 5952.
 * Unique: 2^53 addresses at least.
 * Source: RFC 3849.
 */
export const ipv6 = defineGenerator({
  name: 'internet.ipv6',
  summary: 'IPv6 address kept for documentation.',
  options: NO_OPTIONS,
  unique: 'choices',
  compile(cells) {
    const groups = Array.from({ length: SAFE_IPV6.freeGroups }, (_, i) => [
      wordPart(cells, `group ${i} head`, GROUP_HEADS),
      wordPart(cells, `group ${i} tail`, BYTES),
    ]);
    return { type: STRING, register: concat(cells.program, SAFE_IPV6.prefix, ...groups.flat()) };
  },
});

const LOCAL_OCTETS = [...'0123456789abcdef'].flatMap((high) =>
  [...LOCAL_MAC_SECOND_DIGITS].map((low) => `${high}${low}`),
);

/**
 * MAC address that no maker gave to a device: locally administered, for one station.
 *
 * Shape: six lower-case hex octets with colons between.
 * Unique: 2^46 addresses.
 * Source: IEEE 802 section 8.
 */
export const mac = defineGenerator({
  name: 'internet.mac',
  summary: 'MAC address that belongs to no maker.',
  options: NO_OPTIONS,
  unique: 'choices',
  compile(cells) {
    const rest = [1, 2, 3, 4, 5].map((octet) => wordPart(cells, `octet ${octet}`, COLON_BYTES));
    return {
      type: STRING,
      register: concat(cells.program, wordPart(cells, 'octet 0', LOCAL_OCTETS), ...rest),
    };
  },
});

/**
 * What a browser sends in the header `User-Agent`.
 *
 * Shape: that of Chrome, Edge, Firefox and Safari on desktops and phones.
 * Unique: some hundred, one per browser version and system.
 * Source: RFC 9110 section 10.1.5.
 */
export const userAgent = defineGenerator({
  name: 'internet.userAgent',
  summary: 'User-Agent header of a browser.',
  options: NO_OPTIONS,
  unique: 'choices',
  compile: (cells) => ({ type: STRING, register: wordPart(cells, 'browser', userAgents()) }),
});
