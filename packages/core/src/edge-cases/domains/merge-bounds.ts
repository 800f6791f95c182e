import type { ValueType } from '../../model/value-type.ts';
import type { ColumnDomain, OrderedValue } from '../edge-case.ts';
import { type ColumnRule, rulesAbout } from './column-rule.ts';
import { nextDouble } from './doubles.ts';
import type { GeneratorDomain } from './generator-domains.ts';
import { type OrderedType, orderedType } from './ordered-type.ts';

type Side = 'min' | 'max';

/** Bounds and the rules that they come from. */
export type Bounds = Pick<ColumnDomain, 'min' | 'max' | 'multipleOf' | 'rules'>;

interface Bound {
  readonly value: OrderedValue;
  readonly rule?: string;
}

/** The tightest bounds of a column. On a side where a rule says something, the generator says nothing. */
export function mergeBounds(
  type: ValueType,
  rules: readonly ColumnRule[],
  generator: GeneratorDomain,
): Bounds {
  const isNumber = ['integer', 'bigint', 'float', 'decimal'].includes(type.kind);
  const min = boundOf('min', type, rules) ?? ofGenerator('min', type, generator);
  const max = boundOf('max', type, rules) ?? ofGenerator('max', type, generator);
  const [step] = isNumber ? rulesAbout(rules, 'multipleOf') : [];
  const multipleOf = step?.count ?? (isNumber ? generator.multipleOf : undefined);
  return {
    ...(min === undefined ? {} : { min: min.value }),
    ...(max === undefined ? {} : { max: max.value }),
    ...(multipleOf === undefined ? {} : { multipleOf }),
    rules: {
      ...(min?.rule === undefined ? {} : { min: min.rule }),
      ...(max?.rule === undefined ? {} : { max: max.rule }),
      ...(step === undefined ? {} : { multipleOf: step.rule }),
    },
  };
}

function ofGenerator(side: Side, type: ValueType, generator: GeneratorDomain): Bound | undefined {
  const bound = generator[side];
  const value = bound === undefined ? undefined : boundOfType(side, type, { bound });
  return value === undefined ? undefined : { value };
}

function boundOf(side: Side, type: ValueType, rules: readonly ColumnRule[]): Bound | undefined {
  const bounds = rulesAbout(rules, side).flatMap(({ bound, exclusive, rule }): Bound[] => {
    const value = boundOfType(side, type, { bound, exclusive });
    return value === undefined ? [] : [{ value, rule }];
  });
  return bounds.reduce<Bound | undefined>(
    (tightest, bound) =>
      tightest === undefined || isTighter(side, type, bound.value, tightest.value)
        ? bound
        : tightest,
    undefined,
  );
}

interface WrittenBound {
  readonly bound: OrderedValue;
  readonly exclusive?: boolean;
}

/** The outermost value of a type that a bound allows. Undefined: the type has no order, or the bound is of another. */
function boundOfType(
  side: Side,
  type: ValueType,
  { bound, exclusive = false }: WrittenBound,
): OrderedValue | undefined {
  const order = orderedType(type);
  if (order !== undefined) return boundInOrder(side, order, { bound, exclusive });
  if (type.kind !== 'float' || !Number.isFinite(Number(bound))) return undefined;
  const value = Number(bound);
  if (!exclusive) return value;
  return nextDouble(value, side === 'min' ? 'up' : 'down');
}

function boundInOrder(
  side: Side,
  order: OrderedType,
  { bound, exclusive }: Required<WrittenBound>,
): OrderedValue | undefined {
  const inwards = side === 'min' ? 1n : -1n;
  const index = order.indexOf(bound, side === 'min' ? 'up' : 'down');
  const outer = order.indexOf(bound, side === 'min' ? 'down' : 'up');
  if (index === undefined || outer === undefined) return undefined;
  // Where no value lies at the bound itself, the next one inwards is not excluded.
  const allowed = exclusive && index === outer ? index + inwards : index;
  const clamped =
    allowed < order.least ? order.least : allowed > order.greatest ? order.greatest : allowed;
  return order.valueAt(clamped);
}

function isTighter(side: Side, type: ValueType, a: OrderedValue, b: OrderedValue): boolean {
  const order = orderedType(type);
  const left = order?.indexOf(a, 'up') ?? Number(a);
  const right = order?.indexOf(b, 'up') ?? Number(b);
  return side === 'min' ? left > right : left < right;
}
