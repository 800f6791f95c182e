import { InvalidArgumentError } from 'commander';

/** Reads an option that is a whole number; `_` may stand between digits. */
export function wholeFrom(minimum: number): (text: string) => number {
  return (text) => {
    const value = /^\d[\d_]*$/.test(text) ? Number(text.replaceAll('_', '')) : Number.NaN;
    if (!Number.isSafeInteger(value) || value < minimum)
      throw new InvalidArgumentError(`Expected a whole number, ${minimum} or more.`);
    return value;
  };
}
