import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { Branch } from './automaton/nfa.ts';

/** How the texts of a format are told. */
export type FormatPlan =
  /** By an automaton for one of these expressions. */
  | { readonly by: 'automaton'; readonly branches: readonly Branch[] }
  | { readonly by: 'uuid' }
  | { readonly by: 'date' }
  | { readonly by: 'time' | 'dateTime'; readonly zoneNeeded: boolean }
  /** Every text has the format. */
  | { readonly by: 'nothing' }
  /** By the function itself, value by value. */
  | { readonly by: 'test' };

const FLAGS = { unicode: false, ignoreCase: true };

const whole = (source: string, maxBytes?: number): Branch => ({
  source: `^(?:${source})$`,
  flags: FLAGS,
  ...(maxBytes === undefined ? {} : { maxBytes }),
});

/** The expression that ajv-formats has for the format: nothing can be closer to what it accepts. */
function expressionOf(name: keyof typeof fullFormats): FormatPlan {
  const format: unknown = fullFormats[name];
  if (!(format instanceof RegExp)) return { by: 'test' };
  const flags = { unicode: format.unicode, ignoreCase: format.ignoreCase };
  return { by: 'automaton', branches: [{ source: format.source, flags }] };
}

/** A label of a host name: RFC 1123 section 2.1. */
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST = `${LABEL}(?:\\.${LABEL})*`;
const MOST_HOST_BYTES = 253;

/** RFC 3339 appendix A; weeks stand alone. */
const CLOCK = 'T(?:\\d+H(?:\\d+M)?(?:\\d+S)?|\\d+M(?:\\d+S)?|\\d+S)';
const CALENDAR = '(?:\\d+Y(?:\\d+M)?(?:\\d+D)?|\\d+M(?:\\d+D)?|\\d+D)';
const DURATION = `P(?:${CALENDAR}(?:${CLOCK})?|${CLOCK}|\\d+W)`;

/**
 * RFC 3986 appendix A. As in ajv-formats, one slash before an authority is enough, and octets may have leading zeros.
 */
const URI = uriExpression();

function uriExpression(): string {
  const unreservedAndSubDelims = "a-z0-9\\-._~!$&'()*+,;=";
  const character = (more: string): string => `(?:[${unreservedAndSubDelims}${more}]|%[0-9a-f]{2})`;
  const segments = `(?:\\/${character(':@')}*)*`;
  const octet = '(?:25[0-5]|2[0-4]\\d|[01]?\\d\\d?)';
  const ipv4 = `(?:${octet}\\.){3}${octet}`;
  const future = `v[0-9a-f]+\\.[${unreservedAndSubDelims}:]+`;
  const host = `(?:\\[(?:${ipv6Expression(ipv4)}|${future})\\]|${ipv4}|${character('')}*)`;
  const authority = `\\/?\\/(?:${character(':')}*@)?${host}(?::\\d*)?${segments}`;
  const path = `\\/(?:${character(':@')}+${segments})?|${character(':@')}+${segments}`;
  const rest = `${character(':@/?')}*`;
  return `[a-z][a-z0-9+\\-.]*:(?:${authority}|${path})(?:\\?${rest})?(?:#${rest})?`;
}

/** Eight groups, of which `::` stands for one or more; the last two may be written as IPv4. */
function ipv6Expression(ipv4: string): string {
  const group = '[0-9a-f]{1,4}';
  const lastTwo = `(?:${group}:${group}|${ipv4})`;
  const before = (most: number): string => `(?:(?:${group}:){0,${most}}${group})?::`;
  const forms = [`(?:${group}:){6}${lastTwo}`, `::(?:${group}:){5}${lastTwo}`];
  for (let behind = 4; behind >= 0; behind--) {
    forms.push(`${before(4 - behind)}(?:${group}:){${behind}}${lastTwo}`);
  }
  return `(?:${[...forms, `${before(5)}${group}`, before(6)].join('|')})`;
}

const FORMATS: Readonly<Record<string, () => FormatPlan>> = {
  uuid: () => ({ by: 'uuid' }),
  date: () => ({ by: 'date' }),
  time: () => ({ by: 'time', zoneNeeded: true }),
  'date-time': () => ({ by: 'dateTime', zoneNeeded: true }),
  'iso-time': () => ({ by: 'time', zoneNeeded: false }),
  'iso-date-time': () => ({ by: 'dateTime', zoneNeeded: false }),
  email: () => expressionOf('email'),
  ipv4: () => expressionOf('ipv4'),
  ipv6: () => expressionOf('ipv6'),
  'uri-reference': () => expressionOf('uri-reference'),
  'uri-template': () => expressionOf('uri-template'),
  'json-pointer': () => expressionOf('json-pointer'),
  'json-pointer-uri-fragment': () => expressionOf('json-pointer-uri-fragment'),
  'relative-json-pointer': () => expressionOf('relative-json-pointer'),
  // Its own expressions look ahead, or cannot be had; these say the same without.
  hostname: () => ({
    by: 'automaton',
    branches: [whole(HOST, MOST_HOST_BYTES), whole(`${HOST}\\.`, MOST_HOST_BYTES + 1)],
  }),
  duration: () => ({
    by: 'automaton',
    branches: [{ source: `^${DURATION}$`, flags: { unicode: false, ignoreCase: false } }],
  }),
  uri: () => ({ by: 'automaton', branches: [whole(URI)] }),
  password: () => ({ by: 'nothing' }),
  binary: () => ({ by: 'nothing' }),
  url: () => ({ by: 'test' }),
  regex: () => ({ by: 'test' }),
  byte: () => ({ by: 'test' }),
};

/** How the texts of a format are told; undefined for formats that are not known, or not of texts. */
export function planFormat(format: string): FormatPlan | undefined {
  return Object.hasOwn(FORMATS, format) ? FORMATS[format]?.() : undefined;
}

/** Whether a text has a format, as ajv-formats has it. */
export function hasFormat(format: string, text: string): boolean {
  const known = fullFormats[format as keyof typeof fullFormats] as unknown;
  const test: unknown =
    typeof known === 'object' && known !== null && 'validate' in known ? known.validate : known;
  if (test instanceof RegExp) return test.test(text);
  return typeof test === 'function' ? test(text) === true : test === true;
}
