import * as fc from 'fast-check';
import type { Journal, JournalRecord } from '../journal.ts';

const times = fc.integer({ min: 0, max: 2 ** 45 });
const texts = fc.string({ unit: 'binary' });

/** Records of all kinds, with texts of any characters. */
export const anyRecord: fc.Arbitrary<JournalRecord> = fc.oneof(
  fc.record({
    kind: fc.constant('event' as const),
    execution: fc.constantFrom('', '/1/0', '/3/17/2/0'),
    at: times,
    event: fc.oneof(
      fc.record({ type: fc.constant('ExecutionStarted' as const), input: fc.jsonValue() }),
      fc.record({
        type: fc.constant('TaskFailed' as const),
        task: texts,
        error: texts,
        cause: texts,
      }),
      fc.constant({ type: 'ExecutionRedriven' as const }),
    ),
  }),
  fc.record({
    kind: fc.constant('child-ended' as const),
    mapRun: texts,
    index: fc.nat(),
    at: times,
    outcome: fc.oneof(
      fc.record({ status: fc.constant('SUCCEEDED' as const), output: fc.jsonValue() }),
      fc.record({ status: fc.constant('FAILED' as const), error: texts, cause: texts }),
    ),
  }),
) as fc.Arbitrary<JournalRecord>;

export async function recordsIn(journal: Pick<Journal, 'records'>): Promise<JournalRecord[]> {
  const records: JournalRecord[] = [];
  for await (const record of journal.records()) records.push(record);
  return records;
}

/** What JSON keeps of a value: -0 becomes 0. */
export function asJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}
