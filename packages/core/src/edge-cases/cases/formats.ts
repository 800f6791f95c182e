import { allows } from '../domains/allows.ts';
import type { ColumnDomain, EdgeCase } from '../edge-case.ts';
import { ADDRESS_FORMATS, type FormatTexts } from './format-addresses.ts';
import { invalidCase, validCase } from './make-case.ts';

const NIL = '00000000-0000-0000-0000-000000000000';
const MAX = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * Identifiers. Source: RFC 9562 sections 4 (text form), 5.9 (nil) and 5.10 (max).
 */
const UUID: FormatTexts = {
  right: { 'nil-uuid': NIL, 'max-uuid': MAX },
  wrong: {
    'without-hyphens': NIL.replaceAll('-', ''),
    'digit-missing': NIL.slice(1),
    'digit-too-many': `${NIL}0`,
    'not-hexadecimal': `g${NIL.slice(1)}`,
    braces: `{${NIL}}`,
  },
};

const FORMATS: Readonly<Record<string, FormatTexts>> = { ...ADDRESS_FORMATS, uuid: UUID };

/** E-mail addresses, URIs, host names, IP addresses and UUIDs, all of ranges that reach nobody. */
export function formatCases(domain: ColumnDomain): EdgeCase[] {
  const { type, format, values } = domain;
  const name = type.kind === 'uuid' ? 'uuid' : type.kind === 'string' ? format : undefined;
  const texts = name !== undefined && Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (texts === undefined) return [];
  const right = values === undefined ? Object.entries(texts.right) : [];
  return [
    ...right
      .map(([at, value]) => validCase(domain, 'format', { name: at, value }))
      .filter(({ value }) => allows(domain, value)),
    ...Object.entries(texts.wrong).flatMap(([at, value]) =>
      invalidCase(domain, 'format', { name: at, value }),
    ),
  ];
}
