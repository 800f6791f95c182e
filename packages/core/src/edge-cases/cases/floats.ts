import { allows } from '../domains/allows.ts';
import { nextDouble } from '../domains/doubles.ts';
import type { ColumnDomain, EdgeCase } from '../edge-case.ts';
import { invalidCase, validCase } from './make-case.ts';

/**
 * Doubles that are printed, parsed or compared wrongly.
 *
 * Source: IEEE 754-2019 sections 3.3 and 5.11; ECMA-262 section 6.1.6.1.20 (where exponents begin to be written).
 */
const LANDMARKS: readonly (readonly [string, number])[] = [
  ['zero', 0],
  ['minus-zero', -0],
  ['one', 1],
  ['minus-one', -1],
  ['smallest-subnormal', Number.MIN_VALUE],
  ['minus-smallest-subnormal', -Number.MIN_VALUE],
  ['greatest-subnormal', 2.225073858507201e-308],
  ['smallest-normal', 2.2250738585072014e-308],
  ['after-one', 1 + Number.EPSILON],
  ['before-one', 1 - Number.EPSILON / 2],
  ['tenth-and-fifth', 0.1 + 0.2],
  ['third', 1 / 3],
  ['small-exponent', 1e-7],
  ['large-exponent', 1e21],
  ['two-to-53', 2 ** 53],
  ['single-greatest', 3.4028234663852886e38],
  ['beyond-single', 3.402823669209385e38],
  ['greatest-double', Number.MAX_VALUE],
  ['least-double', -Number.MAX_VALUE],
];

/** Floating-point numbers: ends of the format and of the column, signed zeros, subnormal numbers. */
export function floatCases(domain: ColumnDomain): EdgeCase[] {
  if (domain.type.kind !== 'float') return [];
  const invalid = [
    ...invalidCase(domain, 'type', { name: 'number-as-text', value: '1.5' }),
    ...invalidCase(domain, 'type', { name: 'with-comma', value: '1,5' }),
    ...invalidCase(domain, 'type', { name: 'not-a-number', value: 'NaN' }),
    ...invalidCase(domain, 'type', { name: 'infinity', value: 'Infinity' }),
  ];
  if (domain.values !== undefined) return invalid;
  const valid = [
    ...boundCases(domain),
    ...LANDMARKS.map(([name, value]) => validCase(domain, 'type', { name, value })),
  ];
  return [
    ...valid.filter(({ value }) => allows(domain, value)),
    ...invalid,
    ...beyondCases(domain),
  ];
}

function boundCases(domain: ColumnDomain): EdgeCase[] {
  const { min, max } = domain;
  const least = min === undefined ? [] : [['least', Number(min)] as const];
  const greatest = max === undefined ? [] : [['greatest', Number(max)] as const];
  return [
    ...least.map(([name, value]) => validCase(domain, 'min', { name, value })),
    ...least.map(([name, value]) =>
      validCase(domain, 'min', { name: `above-${name}`, value: nextDouble(value, 'up') }),
    ),
    ...greatest.map(([name, value]) =>
      validCase(domain, 'max', { name: `below-${name}`, value: nextDouble(value, 'down') }),
    ),
    ...greatest.map(([name, value]) => validCase(domain, 'max', { name, value })),
  ];
}

function beyondCases(domain: ColumnDomain): EdgeCase[] {
  const { min, max } = domain;
  const below = nextDouble(Number(min), 'down');
  const above = nextDouble(Number(max), 'up');
  return [
    ...(Number.isFinite(below)
      ? invalidCase(domain, 'min', { name: 'below-least', value: below })
      : []),
    ...(Number.isFinite(above)
      ? invalidCase(domain, 'max', { name: 'above-greatest', value: above })
      : []),
  ];
}
