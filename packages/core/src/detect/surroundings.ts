import type { PiiTypeName } from '../pii/pii-types.ts';

/** What is known of the table around a column. */
export interface Surroundings {
  /** Kinds that columns of the table certainly are. */
  readonly types: ReadonlySet<PiiTypeName>;
  /** Kinds that the columns close by certainly are, up to three to each side. */
  readonly near: ReadonlySet<PiiTypeName>;
  /** Its rows are people, by its name or by what stands beside. */
  readonly isOfPeople: boolean;
  /** Its rows are products, places, departments, settings. */
  readonly isOfThings: boolean;
  /** Its rows are orders, visits, addresses: each of somebody. */
  readonly isOfAddresses: boolean;
  readonly columns: number;
}
