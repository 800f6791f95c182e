/**
 * Errors as JSONata throws them: plain objects, whose message it completes from its own templates, with the name of
 * the function that was called.
 */
export interface FunctionError {
  readonly code: string;
  /** From 1. */
  readonly index?: number;
  readonly message?: string;
}

/** @param index of the argument, from 1 */
export function doesNotMatchSignature(index: number): FunctionError {
  return { code: 'T0410', index };
}

/** An argument of the right type has a value that cannot be used. */
export function unusableValue(message: string): FunctionError {
  return { code: 'D3137', message };
}

/** @param surplus an argument that the function does not take; @param index of it, from 1 */
export function refuseSurplus(surplus: unknown, index: number): void {
  if (surplus !== undefined) {
    throw doesNotMatchSignature(index);
  }
}

/** A number without its fraction: this is how the service takes numbers that must be whole. */
export function wholeNumber(argument: unknown, index: number): number {
  if (typeof argument !== 'number') {
    throw doesNotMatchSignature(index);
  }
  return Math.trunc(argument) + 0;
}
