import fc from 'fast-check';

const days = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const times = fc
  .tuple(fc.nat(23), fc.nat(59), fc.nat(59))
  .map((parts) => parts.map((part) => `${part}`.padStart(2, '0')).join(':'));

/** Dates without a time. */
export const dates = days;

/** Dates in every form: ISO 8601, and the texts of PostgreSQL and MySQL. */
export const timestamps: fc.Arbitrary<string> = fc.oneof(
  days,
  fc
    .tuple(
      days,
      fc.constantFrom('T', ' '),
      times,
      fc.constantFrom('', '.5', '.123456'),
      fc.constantFrom('', 'Z', '+00', '-05:30'),
    )
    .map((parts) => parts.join('')),
);
