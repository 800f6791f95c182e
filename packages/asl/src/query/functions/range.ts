export function range(start?: number, end?: number, step?: number): number[] | undefined {
  if (start === undefined || end === undefined || step === undefined) {
    return undefined;
  }
  const count = Math.floor((end - start) / step) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => start + index * step);
}
