import type { ColumnDomain, EdgeCase } from '../edge-case.ts';
import { invalidCase, validCase } from './make-case.ts';

/** No value: right where the column may be null, else wrong. */
export function nullCases(domain: ColumnDomain): EdgeCase[] {
  const unset = { name: 'null', value: null };
  return domain.nullable ? [validCase(domain, 'null', unset)] : invalidCase(domain, 'null', unset);
}
