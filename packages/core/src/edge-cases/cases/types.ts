import type { ColumnDomain, EdgeCase } from '../edge-case.ts';
import { invalidCase } from './make-case.ts';

/** Values of other types in columns of text, identifiers and times. */
export function typeCases(domain: ColumnDomain): EdgeCase[] {
  if (!['string', 'uuid', 'date', 'timestamp'].includes(domain.type.kind)) return [];
  return [
    ...invalidCase(domain, 'type', { name: 'number', value: 12345 }),
    ...invalidCase(domain, 'type', { name: 'true', value: true }),
  ];
}
