import { allows } from '../domains/allows.ts';
import type { ColumnDomain, EdgeCase } from '../edge-case.ts';
import { validCase } from './make-case.ts';
import { NAME_TEXTS, RESERVED_TEXTS } from './text-names.ts';
import { SCRIPT_TEXTS } from './text-scripts.ts';
import { INJECTION_TEXTS, SIGN_TEXTS } from './text-syntax.ts';

/** Texts that nobody has by chance. */
const ODD_TEXTS: Readonly<Record<string, string>> = {
  ...SCRIPT_TEXTS,
  ...RESERVED_TEXTS,
  ...SIGN_TEXTS,
  ...INJECTION_TEXTS,
};

/** All of them, by the names of their cases. */
export const BREAKING_TEXTS: Readonly<Record<string, string>> = { ...NAME_TEXTS, ...ODD_TEXTS };

/** Texts that break software, for columns in which people write what they like. A unique column may have a name already. */
export function textCases(domain: ColumnDomain): EdgeCase[] {
  if (domain.type.kind !== 'string' || domain.text !== 'free' || domain.values !== undefined)
    return [];
  return Object.entries(domain.unique ? ODD_TEXTS : BREAKING_TEXTS)
    .map(([name, value]) => validCase(domain, 'text', { name, value }))
    .filter(({ value }) => allows(domain, value));
}
