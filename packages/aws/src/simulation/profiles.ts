import type { MeasuredTable } from 'rowmill/engine';
import type { Workload } from '../cost/workload.ts';

type ProfileTable = Omit<MeasuredTable, 'rows'> & {
  /** Of the rows of the dataset; {@link MeasuredTable.countedParents} is one of them too. */
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
        secondsPerRow: 538e-9,
        storedBytesPerRow: 52.3,
        keyBytes: [20, 12],
      },
    ],
  },
  demo: {
    summary: 'users with orders and their lines, and a few products, as in examples/shop',
    tables: [
      {
        ...GENERATED,
        name: 'users',
        share: 0.147,
        columns: 7,
        secondsPerRow: 727e-9,
        storedBytesPerRow: 54,
        keyBytes: [20, 12],
      },
      {
        ...GENERATED,
        name: 'orders',
        share: 0.244,
        columns: 4,
        secondsPerRow: 229e-9,
        storedBytesPerRow: 9.5,
        keyBytes: [12, 20],
        countedParents: 0.147,
      },
      {
        ...GENERATED,
        name: 'order_lines',
        share: 0.609,
        columns: 6,
        secondsPerRow: 373e-9,
        storedBytesPerRow: 6.5,
        keyBytes: [12, 12, 12],
        countedParents: 0.244,
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
    tables: tables.map(({ share, countedParents, ...table }) => ({
      ...table,
      rows: Math.ceil(rows * share),
      countedParents: Math.ceil(rows * countedParents),
    })),
  };
}
