import { allows } from '../domains/allows.ts';
import type { ColumnDomain, EdgeCase } from '../edge-case.ts';
import { invalidCase, validCase } from './make-case.ts';

/** Both values, and what is often taken for them. */
export function booleanCases(domain: ColumnDomain): EdgeCase[] {
  if (domain.type.kind !== 'boolean') return [];
  const valid = [true, false].map((value) =>
    validCase(domain, 'type', { name: String(value), value }),
  );
  return [
    ...valid.filter(({ value }) => allows(domain, value)),
    ...invalidCase(domain, 'type', { name: 'true-as-text', value: 'true' }),
    ...invalidCase(domain, 'type', { name: 'one-for-true', value: 1 }),
    ...invalidCase(domain, 'type', { name: 'word', value: 'yes' }),
  ];
}
