import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDeadline } from './deadline.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const within = (milliseconds: number) =>
  openDeadline('rowmill-plan', { getRemainingTimeInMillis: () => milliseconds });

test('work is called off before the function is ended', async () => {
  const deadline = within(900_000);
  await vi.advanceTimersByTimeAsync(884_000);
  expect(deadline.signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(2000);
  expect(deadline.signal.reason).toMatchObject({
    name: 'FunctionTimeoutError',
    message: expect.stringContaining('900 s'),
  });
});

test('work that does not heed it is left behind, in time to tell so', async () => {
  const deadline = within(60_000);
  const left = expect(deadline.race(new Promise(() => undefined))).rejects.toMatchObject({
    name: 'FunctionTimeoutError',
  });
  await vi.advanceTimersByTimeAsync(59_000);
  await left;
});

test('nothing is called off once the work has ended', async () => {
  const deadline = within(1000);
  expect(await deadline.race(Promise.resolve('done'))).toBe('done');
  deadline.clear();
  await vi.advanceTimersByTimeAsync(2000);
  expect(deadline.signal.aborted).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});
