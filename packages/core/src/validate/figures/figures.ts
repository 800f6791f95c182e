import type { FigureDefinition } from './define.ts';

/** Every figure that an expectation may bound, by its own name. */
export const FIGURES: Readonly<Record<string, FigureDefinition>> = {};

/** @throws RangeError when there is no such figure. */
export function figureNamed(name: string): FigureDefinition {
  const figure = Object.hasOwn(FIGURES, name) ? FIGURES[name] : undefined;
  if (figure === undefined) throw new RangeError(`there is no figure "${name}"`);
  return figure;
}
