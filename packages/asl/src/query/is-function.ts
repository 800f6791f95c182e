/**
 * Whether a value is a function of JSONata, or one of JavaScript that it let through. Data with members of the same
 * names is none.
 */
export function isFunction(value: unknown): boolean {
  if (typeof value === 'function') {
    return true;
  }
  const { implementation, environment } = (value ?? {}) as {
    readonly implementation?: unknown;
    readonly environment?: { readonly lookup?: unknown };
  };
  return typeof implementation === 'function' || typeof environment?.lookup === 'function';
}
