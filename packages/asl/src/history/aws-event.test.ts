import { expect, it } from 'vitest';
import { awsEvent } from './aws-event.ts';

const event = { id: 2, previousEventId: 0, timestamp: 0, type: 'ParallelStateStarted' };

it('has the details under their own name, where there are any', () => {
  const told = { ...event, timestamp: '1970-01-01T00:00:00.000Z' };
  const value = { name: 'Fork', input: '{}' };
  expect(awsEvent(event)).toEqual(told);
  expect(awsEvent({ ...event, details: { name: 'stateEnteredEventDetails', value } })).toEqual({
    ...told,
    stateEnteredEventDetails: value,
  });
});
