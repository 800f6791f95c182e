import { isWordUnit } from '../characters.ts';
import { anyWord, textBefore } from '../context-words.ts';
import type { FindSpans } from '../span.ts';

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
const FOUR_NUMBERS = /(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?!\.?\d)/g;
const COLONS = /[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}/gi;
const IS_VERSION = anyWord('v|ver|version|release|build|firmware|driver|oid|section|chapter|rev');

/** IPv4 and IPv6 addresses of hosts that somebody can have; not loopback, not versions. */
export const findIpAddresses: FindSpans = (text, found) => {
  if (text.includes('.')) findIpv4(text, found);
  if (text.includes(':')) findIpv6(text, found);
};

const findIpv4: FindSpans = (text, found) => {
  for (const { 0: address, index: start } of text.matchAll(FOUR_NUMBERS)) {
    const end = start + address.length;
    if (isWordUnit(text.charCodeAt(start - 1)) || isWordUnit(text.charCodeAt(end))) continue;
    if (!IPV4.test(address) || /^(?:127|0|255)\./.test(address)) continue;
    if (IS_VERSION.test(textBefore(text, start, 16))) continue;
    found.push({ start, end, type: 'ip-address', score: 0.85 });
  }
};

const findIpv6: FindSpans = (text, found) => {
  for (const { 0: address, index: start } of text.matchAll(COLONS)) {
    const end = start + address.length;
    const isCut = isWordUnit(text.charCodeAt(start - 1)) || isWordUnit(text.charCodeAt(end));
    if (isCut || ':'.includes(text.charAt(end) || ' ') || !isIpv6(address)) continue;
    found.push({ start, end, type: 'ip-address', score: 0.9 });
  }
};

/** Whether a whole cell is an IPv4 or IPv6 address, with or without the length of a network. */
export function isIpAddress(cell: string): boolean {
  const address = cell.replace(/\/\d{1,3}$/, '');
  return IPV4.test(address) || isIpv6(address);
}

/** RFC 4291, section 2.2, without a zone; clock times have colons too, but neither eight groups nor `::`. */
function isIpv6(address: string): boolean {
  if (address.length < 6 || address.length > 45 || !/^[\da-f:.]+$/i.test(address)) return false;
  const halves = address.split('::');
  const groups = address.split(':').filter((group) => group !== '');
  if (halves.length > 2 || groups.some((group) => group.length > 4)) return false;
  if (halves.length === 1) return groups.length === 8;
  return groups.length >= 2 && groups.length <= 7 && groups.some((group) => group.length >= 3);
}
