import { z } from 'zod';
import {
  type Ipv4Block,
  SAFE_IPV4,
  SAFE_IPV4_OVERFLOW,
  SAFE_IPV6,
} from '../../locales/safe-ranges.ts';
import { defineStrategy } from '../define.ts';
import { adjustBy, BY_OPTION, DRAWN_PROPERTIES, overflowInto, readsBy } from '../drawn-options.ts';
import { learnApart, maskApart, UNIQUE_OPTION } from '../mask-apart.ts';
import type { DrawRule, DrawWrite } from '../mask-drawn.ts';
import { type Draw, drawnNumber, drawnWord } from '../prf-words.ts';

/** Shortest address of the ranges, e.g. `192.0.2.1`. */
const SHORTEST_ADDRESS = 9;

/** An address with the length of its network behind it. */
const NETWORK = /^\s*[\da-f.:]+(\/\d{1,3})\s*$/i;

const OPTIONS = z.strictObject({
  ...BY_OPTION,
  ...UNIQUE_OPTION,
  ...overflowInto('198.18.0.0/15, addresses for benchmarks'),
});

/**
 * Replaces an IP address by one that leads nowhere.
 *
 * Shape: IPv4 for IPv4 and whatever is no address, IPv6 for IPv6; the length of a network (`/24`) stays.
 * Consistent: a pure function of the key and of whose it is: the value of the column `by`, else the address itself.
 * Unique: with `unique`, where the whole column is looked at first; else not. There are 768 IPv4 addresses for documentation, and 131,072 with `overflow: widen`; IPv6 has 2^96.
 * Source: RFC 5737 (192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24), RFC 2544 (198.18.0.0/15, for benchmarks),
 * RFC 3849 (2001:db8::/32).
 */
export const fakeIp = defineStrategy({
  name: 'fake.ip',
  summary: 'Replaces IP addresses by those kept for documentation, which lead nowhere.',
  options: OPTIONS,
  properties: DRAWN_PROPERTIES,
  adjust: adjustBy,
  reads: readsBy,
  width: () => SHORTEST_ADDRESS,
  fits: (_options, sourceType) => /^inet$/i.test(sourceType.trim()),
  capacity: ({ overflow }) => blocksOf(overflow).reduce((sum, { count }) => sum + count, 0),
  learns: ({ unique }) => unique,
  learn: (options, context) => learnApart(context, ruleOf(options)),
  create: (options, context) => maskApart(context, { ...ruleOf(options), unique: options.unique }),
});

type Options = z.output<typeof OPTIONS>;

function ruleOf({ by, overflow }: Options): DrawRule & DrawWrite {
  const blocks = blocksOf(overflow);
  return {
    use: 'fake.ip',
    by,
    write(draw, value) {
      const network = NETWORK.exec(value)?.[1] ?? '';
      return (value.includes(':') ? ipv6(draw) : ipv4(draw, blocks)) + network;
    },
  };
}

function blocksOf(overflow: string | undefined): readonly Ipv4Block[] {
  return overflow === 'widen' ? [SAFE_IPV4_OVERFLOW] : SAFE_IPV4;
}

function ipv4(draw: Draw, blocks: readonly Ipv4Block[]): string {
  const all = blocks.reduce((sum, { count }) => sum + count, 0);
  let left = Number(drawnNumber(draw, all));
  for (const { first, count } of blocks) {
    if (left < count) return dotted(first + left);
    left -= count;
  }
  throw new RangeError('an address lies outside of its ranges');
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/** Six groups from the first three words. */
function ipv6(draw: Draw): string {
  const groups = [0, 1, 2].flatMap((word) => {
    const bits = drawnWord(draw, word);
    return [bits >>> 16, bits & 0xffff];
  });
  return [SAFE_IPV6.prefix, ...groups.map((group) => group.toString(16))].join(':');
}
