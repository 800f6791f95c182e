import type { MeasuredTable } from 'rowmill/engine';
import type { Workload } from '../cost/workload.ts';

type ProfileTable = Omit<MeasuredTable, 'rows'> & {
  /** Of the rows of the dataset. */
  readonly share: number;
};

/** Tables that somebody may want any number of rows of. */
export interface Profile {
  readonly summary: string;
  readonly tables: readonly ProfileTable[];
}

const GENERATED = { origin: 'generated', countedParents: 0 } as const;

/**
 * What rows of some requests take; `node bench/lambda.mjs` measures it (see `MEASURED` for when and where it did).
 */
export const PROFILES = {
  users: {
    summary: 'one table of five columns: UUID (key), e-mail (unique), name, phone, date',
    tables: [
      {
        ...GENERATED,
        name: 'users',
        share: 1,
        columns: 5,
        secondsPerRow: 580e-9,
        storedBytesPerRow: 52,
        keyBytes: [16, 8],
        presentColumns: 5,
      },
    ],
  },
  demo: {
    summary: 'the generated tables of examples/shop: users, products, orders, order lines',
    tables: [
      {
        ...GENERATED,
        name: 'users',
        share: 0.15,
        columns: 7,
        secondsPerRow: 580e-9,
        storedBytesPerRow: 52,
        keyBytes: [16, 8],
        presentColumns: 6,
      },
    ],
  },
} as const satisfies Readonly<Record<string, Profile>>;

export type ProfileName = keyof typeof PROFILES;

/** A dataset of so many rows: no environment, no test. */
export function profileWorkload(name: ProfileName, rows: number): Workload {
  const { tables }: Profile = PROFILES[name];
  return {
    environments: 0,
    targets: [],
    tables: tables.map(({ share, ...table }) => ({ ...table, rows: Math.ceil(rows * share) })),
  };
}
