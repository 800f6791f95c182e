/** Octets of an address: 4 of IPv4, 16 of IPv6. */
export type IpBytes = readonly number[];

const GROUPS = 8;
/** First octets of an IPv4 address inside IPv6 (RFC 4291, section 2.5.5.2). */
const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

/** Octets of an address without zone and length of network; undefined for anything else (RFC 4291, section 2.2). */
export function parseIp(text: string): IpBytes | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

function parseIpv4(text: string): IpBytes | undefined {
  const octets = text.split('.');
  const isOctet = (octet: string): boolean =>
    /^(?:0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256;
  return octets.length === 4 && octets.every(isOctet) ? octets.map(Number) : undefined;
}

function parseIpv6(text: string): IpBytes | undefined {
  const halves = text.split('::').map(bytesOfGroups);
  const [head, tail] = halves;
  if (head === undefined || halves.length > 2 || halves.includes(undefined)) return undefined;
  const bytes = 2 * GROUPS;
  if (halves.length === 1) return head.length === bytes ? head : undefined;
  const missing = bytes - head.length - (tail?.length ?? 0);
  return missing < 2
    ? undefined
    : [...head, ...new Array<number>(missing).fill(0), ...(tail ?? [])];
}

/** Octets of groups between colons, of which the last may be an IPv4 address. */
function bytesOfGroups(text: string): IpBytes | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  const bytes = groups.map((group, i) => {
    if (group.includes('.') && i === groups.length - 1) return parseIpv4(group);
    if (!/^[\da-f]{1,4}$/i.test(group)) return undefined;
    const word = Number.parseInt(group, 16);
    return [word >> 8, word & 0xff];
  });
  return bytes.every((pair) => pair !== undefined) ? bytes.flat() : undefined;
}

/** The address in its canonical form: RFC 5952, with IPv4 inside IPv6 as `::ffff:192.0.2.1`. */
export function writeIp(bytes: IpBytes): string {
  if (bytes.length === 4) return bytes.join('.');
  if (isMapped(bytes)) return `::ffff:${bytes.slice(MAPPED.length).join('.')}`;
  const words = Array.from(
    { length: GROUPS },
    (_, i) => 256 * Number(bytes[2 * i]) + Number(bytes[2 * i + 1]),
  );
  const { start, length } = longestZeros(words);
  const write = (from: number, to: number): string =>
    words
      .slice(from, to)
      .map((word) => word.toString(16))
      .join(':');
  return length < 2 ? write(0, GROUPS) : `${write(0, start)}::${write(start + length, GROUPS)}`;
}

/** Whether an address of IPv6 stands for one of IPv4. */
export function isMapped(bytes: IpBytes): boolean {
  return bytes.length === 16 && MAPPED.every((byte, i) => bytes[i] === byte);
}

/** The first of the longest runs of zeros. */
function longestZeros(words: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let length = 0;
  for (const [index, word] of words.entries()) {
    length = word === 0 ? length + 1 : 0;
    if (length > best.length) best = { start: index - length + 1, length };
  }
  return best;
}

/** The first bits of an address; the others become zeros. */
export function networkOf(bytes: IpBytes, bits: number): IpBytes {
  return bytes.map((byte, i) => {
    const kept = Math.min(8, Math.max(0, bits - 8 * i));
    return byte & (0xff << (8 - kept)) & 0xff;
  });
}
