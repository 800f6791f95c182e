import type { EdgeCaseKind } from '../../request/types-edge-cases.ts';
import type { ColumnDomain, EdgeCase, EdgeValue } from '../edge-case.ts';
import { booleanCases } from './booleans.ts';
import { dateCases } from './dates.ts';
import { decimalCases } from './decimals.ts';
import { enumCases } from './enums.ts';
import { floatCases } from './floats.ts';
import { formatCases } from './formats.ts';
import { instantCases } from './instants.ts';
import { integerCases } from './integers.ts';
import { lengthCases } from './lengths.ts';
import type { CaseFamily } from './make-case.ts';
import { nullCases } from './nulls.ts';
import { orderedCases } from './ordered.ts';
import { textCases } from './texts.ts';
import { typeCases } from './types.ts';

/** Families in the order in which their cases come; of two cases with one value, the first stays. */
const FAMILIES: readonly { readonly kind: EdgeCaseKind; readonly casesOf: CaseFamily }[] = [
  { kind: 'boundaries', casesOf: nullCases },
  { kind: 'boundaries', casesOf: orderedCases },
  { kind: 'boundaries', casesOf: integerCases },
  { kind: 'boundaries', casesOf: decimalCases },
  { kind: 'boundaries', casesOf: floatCases },
  { kind: 'boundaries', casesOf: booleanCases },
  { kind: 'boundaries', casesOf: dateCases },
  { kind: 'boundaries', casesOf: instantCases },
  { kind: 'boundaries', casesOf: enumCases },
  { kind: 'boundaries', casesOf: formatCases },
  { kind: 'boundaries', casesOf: lengthCases },
  { kind: 'boundaries', casesOf: typeCases },
  { kind: 'text', casesOf: textCases },
];

/**
 * The cases of one column, none with a value that another has. Verdicts are what the domain makes of them; whoever
 * knows all rules checks them.
 */
export function columnCases(domain: ColumnDomain, kinds: readonly EdgeCaseKind[]): EdgeCase[] {
  const seen = new Set<string>();
  return FAMILIES.filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ casesOf }) => casesOf(domain))
    .filter(({ value, verdict }) => {
      const identity = `${verdict} ${identityOf(value)}`;
      const isNew = !seen.has(identity);
      seen.add(identity);
      return isNew;
    });
}

/** Equal for equal values: 0 and -0 are two of them, 1 and '1' as well. */
export function identityOf(value: EdgeValue): string {
  return `${typeof value} ${Object.is(value, -0) ? '-0' : String(value)}`;
}
