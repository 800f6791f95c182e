import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awsEvent } from './aws-event.ts';
import type { HistoryEvent } from './history-event.ts';
import { readAwsEvent } from './read-aws-event.ts';

const texts = fc.string({ unit: 'grapheme-ascii' });
const events: fc.Arbitrary<HistoryEvent> = fc.record(
  {
    id: fc.nat(),
    previousEventId: fc.nat(),
    timestamp: fc.nat({ max: 4_102_444_800_000 }),
    type: texts,
    details: fc.record({
      name: fc.constantFrom('stateEnteredEventDetails', 'taskFailedEventDetails'),
      value: fc.dictionary(texts, texts).filter((value) => !Object.hasOwn(value, '__proto__')),
    }),
  },
  { requiredKeys: ['id', 'previousEventId', 'timestamp', 'type'] },
);

test('an event that was written as AWS does is read as it was', () => {
  fc.assert(
    fc.property(events, (event) => {
      expect(readAwsEvent(awsEvent(event))).toEqual(event);
    }),
  );
});

test('what a client answers is read: dates, and members that are not set', () => {
  const answered = {
    timestamp: new Date('2026-11-22T10:00:00.250Z'),
    type: 'TaskFailed',
    id: 7,
    previousEventId: 6,
    stateEnteredEventDetails: undefined,
    taskFailedEventDetails: { resourceType: 'lambda', error: 'StoreError', cause: undefined },
  };
  expect(readAwsEvent(answered)).toEqual({
    id: 7,
    previousEventId: 6,
    timestamp: Date.parse('2026-11-22T10:00:00.250Z'),
    type: 'TaskFailed',
    details: {
      name: 'taskFailedEventDetails',
      value: { resourceType: 'lambda', error: 'StoreError' },
    },
  });
});
