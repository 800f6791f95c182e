import { createRowValidator } from '@rowmill/core/json-schema';
import fc from 'fast-check';
import { STAGES } from 'rowmill/engine';
import { describe, expect, it } from 'vitest';
import { DIMENSIONS, METRICS, type MetricName, NAMESPACE } from './metric-definitions.ts';
import { type Measured, metricLines, OTHER_STAGE } from './metric-lines.ts';
import { EMF_SCHEMA } from './testing/emf-schema.ts';

const faultsOf = createRowValidator(EMF_SCHEMA);
const names = Object.keys(METRICS) as MetricName[];
const source = { deployment: 'qa', function: 'rowmill-report', time: 1_795_000_000_000 };

interface Document {
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: MetricName; readonly Unit: string }[];
    }[];
  };
  readonly [member: string]: unknown;
}

const measured: fc.Arbitrary<Measured> = fc.record(
  {
    values: fc.dictionary(fc.constantFrom(...names), fc.double()) as fc.Arbitrary<
      Measured['values']
    >,
    stage: fc.oneof(fc.constantFrom<string>(...STAGES), fc.string()),
    properties: fc.dictionary(
      fc.string(),
      fc.oneof(fc.string(), fc.integer(), fc.dictionary(fc.string(), fc.integer())),
    ),
  },
  { requiredKeys: ['values'] },
);

const documentsOf = (given: Measured): readonly Document[] =>
  metricLines(given, source).map((line) => JSON.parse(line) as Document);

describe('metricLines', () => {
  it('writes documents of the specification, one in a line', () => {
    fc.assert(
      fc.property(measured, (given) => {
        for (const line of metricLines(given, source)) {
          expect(line).not.toContain('\n');
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(1_048_576);
          expect(faultsOf(JSON.parse(line))).toEqual([]);
        }
      }),
    );
  });

  it('gives every metric and every dimension that a directive names its value', () => {
    fc.assert(
      fc.property(measured, (given) => {
        for (const { _aws, ...members } of documentsOf(given)) {
          const metrics = _aws.CloudWatchMetrics.flatMap(({ Metrics }) => Metrics);
          const dimensions = _aws.CloudWatchMetrics.flatMap(({ Dimensions }) => Dimensions.flat());
          expect(metrics.every(({ Name }) => Number.isFinite(members[Name]))).toBe(true);
          for (const name of dimensions) expect(members[name]).toEqual(expect.stringMatching(/./));
        }
      }),
    );
  });

  it('writes each value once, by the dimensions of its definition, and leaves out what CloudWatch refuses', () => {
    fc.assert(
      fc.property(measured, (given) => {
        const written = documentsOf(given).flatMap(({ _aws, ...members }) =>
          _aws.CloudWatchMetrics.flatMap(({ Metrics, Dimensions }) =>
            Metrics.map(({ Name }) => [Name, members[Name], Dimensions[0]]),
          ),
        );
        const wanted = Object.entries(given.values)
          .filter(([, value]) => value === 0 || Math.abs(Math.log2(Math.abs(value))) <= 360)
          .map(([name, value]) => [
            name,
            value === 0 ? 0 : value,
            DIMENSIONS[METRICS[name as MetricName].scope],
          ]);
        expect(written).toHaveLength(wanted.length);
        expect(written).toEqual(expect.arrayContaining(wanted));
      }),
    );
  });

  it('has as many stages as rowmill, and one for all states of users', () => {
    fc.assert(
      fc.property(fc.string(), (stage) => {
        const [document] = documentsOf({ values: { StageSeconds: 1 }, stage });
        expect([...STAGES, OTHER_STAGE]).toContain(document?.Stage);
      }),
    );
  });

  it('never lets a property take the place of a value or of a dimension', () => {
    const properties = { _aws: 'no', Deployment: 'other', RowsGenerated: 7 };
    const [document] = documentsOf({ values: { RowsGenerated: 3 }, properties });
    expect(document).toMatchObject({ Deployment: 'qa', RowsGenerated: 3 });
    expect(document?._aws.CloudWatchMetrics[0]?.Namespace).toBe(NAMESPACE);
  });

  it('goes without properties that would make a line too long', () => {
    const properties = { long: 'é'.repeat(600_000), run: 'r' };
    const [line = ''] = metricLines({ values: { RowsGenerated: 3 }, properties }, source);
    expect(line.length).toBeLessThan(1000);
    expect(JSON.parse(line)).toMatchObject({ RowsGenerated: 3, Deployment: 'qa' });
  });

  it('writes nothing where nothing was measured', () => {
    expect(metricLines({ values: {} }, source)).toEqual([]);
    expect(metricLines({ values: { RunSeconds: Number.NaN } }, source)).toEqual([]);
  });
});

it.each([
  ['more than 100 metrics', { Metrics: Array.from({ length: 101 }, () => ({ Name: 'a' })) }],
  ['more than 30 dimensions', { Dimensions: [Array.from({ length: 31 }, (_, i) => `d${i}`)] }],
  ['a unit that there is not', { Metrics: [{ Name: 'a', Unit: 'Dollars' }] }],
  ['a namespace of AWS', { Namespace: 'AWS/Lambda' }],
])('is held against a schema that refuses %s', (_, change) => {
  const directive = { Namespace: 'rowmill', Dimensions: [['a']], Metrics: [{ Name: 'a' }] };
  const documentOf = (one: object) => ({ _aws: { Timestamp: 1, CloudWatchMetrics: [one] } });
  expect(faultsOf(documentOf(directive))).toEqual([]);
  expect(faultsOf(documentOf({ ...directive, ...change }))).not.toEqual([]);
});

it('knows no dimension that grows with what runs', () => {
  expect([...new Set(Object.values(DIMENSIONS).flat())].sort()).toEqual([
    'Deployment',
    'Function',
    'Stage',
  ]);
});
