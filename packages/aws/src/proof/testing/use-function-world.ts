import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, vi } from 'vitest';
import type { Moto } from '../../../../rowmill/src/testing/start-moto.ts';
import { type FunctionWorld, openFunctionWorld } from './function-world.ts';

/** A deployment on emulators for the tests of a group; this process is the one of all functions. */
export function useFunctionWorld(moto: () => Moto): () => FunctionWorld {
  let world: FunctionWorld | undefined;
  beforeAll(async () => {
    world = await openFunctionWorld(moto(), join(tmpdir(), 'rowmill-proof'));
    for (const [name, value] of Object.entries(world.environment)) vi.stubEnv(name, value);
    // Lines for CloudWatch.
    vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    await world?.close();
  });
  return () => {
    if (world === undefined) throw new Error('the deployment is there only while tests run');
    return world;
  };
}
