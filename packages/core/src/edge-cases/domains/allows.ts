import type { ColumnDomain, EdgeValue, OrderedValue } from '../edge-case.ts';
import { orderedType } from './ordered-type.ts';

/** Whether a domain allows a value, as far as it can tell: patterns and formats are left to who checks rows. */
export function allows(domain: ColumnDomain, value: EdgeValue): boolean {
  if (value === null) return domain.nullable;
  const { values } = domain;
  if (values?.some((other) => Object.is(other, value)) === false) return false;
  if (typeof value === 'boolean') return domain.type.kind === 'boolean';
  if (domain.type.kind === 'string') return typeof value === 'string' && fitsLength(domain, value);
  return liesBetween(domain, value) && isMultiple(domain, value);
}

function fitsLength({ minLength = 0, maxLength = Infinity }: ColumnDomain, text: string): boolean {
  const length = [...text].length;
  return length >= minLength && length <= maxLength;
}

function liesBetween({ type, min, max }: ColumnDomain, value: OrderedValue): boolean {
  const order = orderedType(type);
  if (order === undefined) {
    if (type.kind !== 'float') return true;
    return Number(min ?? -Infinity) <= Number(value) && Number(value) <= Number(max ?? Infinity);
  }
  const index = order.indexOf(value, 'up');
  if (index === undefined || index !== order.indexOf(value, 'down')) return false;
  const low = min === undefined ? order.least : order.indexOf(min, 'up');
  const high = max === undefined ? order.greatest : order.indexOf(max, 'down');
  return low !== undefined && high !== undefined && low <= index && index <= high;
}

function isMultiple({ type, multipleOf }: ColumnDomain, value: OrderedValue): boolean {
  if (multipleOf === undefined) return true;
  const order = orderedType(type);
  if (order === undefined) return Number.isInteger(Number(value) / multipleOf);
  const step = order.indexOf(multipleOf, 'down');
  const index = order.indexOf(value, 'down');
  return step === undefined || index === undefined || step <= 0n || index % step === 0n;
}
