import { z } from 'zod';
import { defineGenerator } from '../define.ts';
import { cellsOfValues, jsonOfValue } from '../value-cells.ts';

export interface WeightedValue {
  readonly value: unknown;
  readonly weight: number;
}

/**
 * One of some values, each as likely or by weight.
 *
 * Shape: text, integer, float or boolean, as the values are; JSON where they are of different types, lists or maps.
 * A null among the values is a null cell.
 * Unique: every value once, whatever its weight.
 */
export const choice = defineGenerator({
  name: 'choice',
  summary: 'One of some values, each as likely or by weight.',
  options: z.strictObject({
    values: z
      .union([
        z.array(z.unknown()).min(1, 'must hold at least one value'),
        z.record(z.string(), z.number().min(0)),
      ])
      .describe(
        'A list of values; or a map from text to weight: { free: 80, pro: 20 }; or a list of { value, weight }.',
      ),
  }),
  unique: 'choices',
  compile(cells, { values }) {
    const weighted = weightedValues(values);
    const [first] = weighted;
    if (first === undefined)
      throw new RangeError('choice: no value has a weight above 0; give one a weight');
    const isEven = weighted.every(({ weight }) => weight === first.weight);
    const codes =
      isEven || cells.unique
        ? cells.choose('value', weighted.length)
        : cells.chooseWeighted(
            'value',
            weighted.map(({ weight }) => weight),
          );
    return cellsOfValues(
      cells,
      codes,
      weighted.map(({ value }) => value),
    );
  },
});

/**
 * The values that a choice may give, each once, with weights above 0.
 *
 * @throws RangeError when some values have a weight and others have none.
 */
export function weightedValues(
  values: readonly unknown[] | Readonly<Record<string, number>>,
): WeightedValue[] {
  return mergeEqual(readValues(values));
}

function readValues(
  values: readonly unknown[] | Readonly<Record<string, number>>,
): WeightedValue[] {
  if (!Array.isArray(values))
    return Object.entries(values).map(([value, weight]) => ({ value, weight: Number(weight) }));
  const isWeighted = values.map(isWeightedValue);
  if (isWeighted.every(Boolean)) return values as WeightedValue[];
  if (isWeighted.some(Boolean))
    throw new RangeError(
      'choice: either every value has a weight or none has; add the missing ones',
    );
  return values.map((value: unknown) => ({ value, weight: 1 }));
}

/** A map of exactly `value` and `weight`; other maps are values themselves. */
function isWeightedValue(entry: unknown): entry is WeightedValue {
  if (typeof entry !== 'object' || entry === null || Object.keys(entry).length !== 2) return false;
  const { value, weight } = entry as Partial<WeightedValue>;
  return value !== undefined && typeof weight === 'number' && weight >= 0;
}

/** A value that stands twice counts twice; it is still one value. */
function mergeEqual(values: readonly WeightedValue[]): WeightedValue[] {
  const merged = new Map<string, WeightedValue>();
  for (const { value, weight } of values) {
    if (weight === 0) continue;
    const id = jsonOfValue(value);
    merged.set(id, { value, weight: weight + (merged.get(id)?.weight ?? 0) });
  }
  return [...merged.values()];
}
