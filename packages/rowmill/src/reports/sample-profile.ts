import { type DatasetProfile, PROFILE_VERSION } from '../profile/dataset-profile.ts';

const NO_NULLS = { nulls: 0, nullsOf: 100_000, estimated: true, guarded: false } as const;

/** Columns of every kind, for tests and for looking at. */
export const SAMPLE_PROFILE: DatasetProfile = {
  version: PROFILE_VERSION,
  datasetId: 'd-4b1f0c9a7e62d815c3f0',
  seconds: 0.4,
  tables: [
    {
      name: 'users',
      rows: 100_000,
      profiledRows: 100_000,
      parts: 2,
      profiledParts: 2,
      columns: [
        { ...NO_NULLS, name: 'id', type: 'uuid', distinct: 100_000 },
        {
          ...NO_NULLS,
          name: 'plan',
          type: 'string',
          estimated: false,
          distinct: 3,
          nulls: 510,
          lengths: { min: 0, max: 10, mean: 3.94 },
          values: {
            entries: [
              { value: 'free', rows: 79_000, expected: 0.8 },
              { value: 'مجاني', rows: 18_000, expected: 0.18 },
              { value: '', rows: 2000, expected: 0.02 },
            ],
            otherRows: 490,
          },
          expected: { nullShare: 0.005, distribution: 'weights' },
        },
        {
          ...NO_NULLS,
          name: 'created_at',
          type: 'timestamp',
          distinct: 99_000,
          range: {
            min: '2024-01-01T00:02:29Z',
            max: '2024-04-30T23:47:33Z',
            mean: '2024-03-01T16:06:11Z',
            quartiles: ['2024-02-01T09:09:46Z', '2024-03-01T00:53:58Z', '2024-04-01T21:14:16Z'],
          },
          histogram: {
            unit: 'time',
            edges: [1_704_067_200_000, 1_706_659_200_000, 1_709_251_200_000, 1_711_843_200_000],
            rows: [33_000, 33_500, 33_500],
            below: 0,
            above: 0,
            expected: [0.333, 0.333, 0.334],
          },
          expected: {
            nullShare: 0,
            distribution: 'uniform',
            min: '2024-01-01T00:00:00Z',
            max: '2024-04-30T23:59:59Z',
          },
        },
      ],
    },
    {
      name: 'products',
      rows: 2000,
      profiledRows: 1000,
      parts: 4,
      profiledParts: 2,
      columns: [
        {
          ...NO_NULLS,
          name: 'price',
          type: 'decimal',
          distinct: 900,
          range: { min: '0.50', max: '317.94', mean: 28.62, quartiles: [11.99, 20.75, 35.25] },
          histogram: {
            unit: 'number',
            edges: [0, 20, 40, 60, 80],
            rows: [480, 310, 120, 60],
            below: 0,
            above: 30,
            expected: [0.5, 0.3, 0.11, 0.05],
          },
          expected: { nullShare: 0, distribution: 'lognormal', min: '0.50' },
        },
      ],
    },
    {
      name: 'customers',
      rows: 480,
      profiledRows: 480,
      parts: 1,
      profiledParts: 1,
      columns: [
        {
          ...NO_NULLS,
          name: 'salary',
          type: 'float',
          distinct: 300,
          guarded: true,
          range: { min: 20_000, max: 80_000, quartiles: [35_000, 50_000, 65_000] },
          histogram: {
            unit: 'number',
            edges: [20_000, 25_000, 30_000, 50_000, 80_000],
            rows: [40, 60, 180, 200],
            below: 0,
            above: 0,
          },
        },
        {
          ...NO_NULLS,
          name: 'city',
          type: 'string',
          distinct: 2,
          guarded: true,
          values: {
            entries: [
              { value: '#93ab01c4d2ef', rows: 250 },
              { value: '#0a1b2c3d4e5f', rows: 225 },
            ],
          },
        },
      ],
    },
    {
      name: 'nothing',
      rows: 0,
      profiledRows: 0,
      parts: 0,
      profiledParts: 0,
      columns: [
        {
          name: 'x',
          type: 'float',
          nulls: 0,
          nullsOf: 0,
          distinct: 0,
          estimated: false,
          guarded: false,
        },
      ],
    },
  ],
};
