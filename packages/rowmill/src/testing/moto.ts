import { afterAll, beforeAll, describe } from 'vitest';
import { pythonWithMoto } from './moto-environment.ts';
import { type Moto, startMoto } from './start-moto.ts';

const missing = await pythonWithMoto().then(
  () => undefined,
  (error: unknown) => error,
);

/** A group of tests against the emulator: skipped by name where it cannot be installed, except in CI. */
export const describeMoto = describe.skipIf(missing !== undefined && process.env.CI === undefined);

/** Starts an emulator before the tests of a group and stops it after them. Call it inside `describeMoto`. */
export function useMoto(): () => Moto {
  let running: Moto | undefined;
  beforeAll(async () => {
    running = await startMoto();
  });
  afterAll(() => running?.stop());
  return () => {
    if (running === undefined) throw new Error('the emulator is there only while tests run');
    return running;
  };
}
