import fc from 'fast-check';

/** Numbers of rows around the widths that kernels work in, and a whole page. */
const counts = fc.oneof(
  { weight: 9, arbitrary: fc.nat({ max: 70 }) },
  { weight: 9, arbitrary: fc.constantFrom(127, 128, 129, 130, 255, 256, 257, 1000) },
  fc.constant(8192),
);
/** Some cells and whether each has a value. */
export const rowsOf = <Cell>(cell: fc.Arbitrary<Cell>, least = 0) =>
  counts
    .filter((count) => count >= least)
    .chain((count) =>
      fc.record({
        cells: fc.array(cell, { minLength: count, maxLength: count, size: 'max' }),
        valid: fc.uint8Array({ minLength: count, maxLength: count, max: 1, size: 'max' }),
      }),
    );
