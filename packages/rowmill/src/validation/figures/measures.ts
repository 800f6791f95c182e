import { DataError } from '@rowmill/core';
import type { FigureMeasure } from './define.ts';

/** Every figure that an expectation may bound, by its own name. */
export const MEASURES: Readonly<Record<string, FigureMeasure>> = {};

/** @throws {@link DataError} when there is no such figure. */
export function measureNamed(name: string): FigureMeasure {
  const measure = Object.hasOwn(MEASURES, name) ? MEASURES[name] : undefined;
  if (measure === undefined) throw new DataError(name, undefined, 'cannot be measured by SQL');
  return measure;
}
