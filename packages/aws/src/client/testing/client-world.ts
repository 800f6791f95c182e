import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeBuildClient, CreateProjectCommand } from '@aws-sdk/client-codebuild';
import { parseRequest, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import type { CloudEngine, RunEvent, RunWatch, WantedRun } from 'rowmill/engine';
import { afterAll, beforeAll } from 'vitest';
import { temporaryFolder } from '../../../../rowmill/src/testing/folder.ts';
import { useMoto } from '../../../../rowmill/src/testing/moto.ts';
import type { Moto } from '../../../../rowmill/src/testing/start-moto.ts';
import { VARIABLES } from '../../deployment.ts';
import {
  DEPLOYMENT,
  type FunctionWorld,
  openFunctionWorld,
} from '../../proof/testing/function-world.ts';
import { openAwsEngine } from '../aws-engine.ts';

/** A request that is made in a second. */
export const SHOP = {
  name: 'shop',
  seed: 7,
  tables: {
    users: {
      rows: 70_000,
      key: 'id',
      columns: { id: { generator: 'uuid' }, email: { generator: 'internet.email', unique: true } },
    },
  },
};

/** A run of a request that lies in a folder. */
export function wanted(input: object, folder: string = temporaryFolder()): WantedRun {
  const request = parseRequest(input, { definitions: REQUEST_DEFINITIONS });
  return {
    request: {
      file: join(folder, 'rowmill.yaml'),
      directory: folder,
      resolved: { request, imports: {} },
    },
    started: new Date(),
    command: 'rowmill run --engine aws',
    rowmillVersion: '0.1.0',
    reportFolder: join(folder, 'report'),
  };
}

/** Someone who looks on, and what was told. */
export function watcher(signal: AbortSignal = new AbortController().signal) {
  const events: RunEvent[] = [];
  const watch: RunWatch = { signal, emit: (event) => events.push(event) };
  const stages = (): string[] =>
    events.flatMap((event) =>
      event.type === 'stage' && event.status !== 'started'
        ? [`${event.stage} ${event.status}`]
        : [],
    );
  return { watch, events, stages };
}

/** A deployment on emulators with everything that is in it, and a client of it. */
export interface ClientWorld extends FunctionWorld {
  readonly moto: Moto;
  readonly engine: CloudEngine;
}

export const ENGINE_OPTIONS = { deployment: DEPLOYMENT, environment: {} };

/** Opens a world before the tests of a group and closes it after them. Call it inside `describeMoto`. */
export function useClientWorld(): () => ClientWorld {
  const moto = useMoto();
  let world: ClientWorld | undefined;
  let before: NodeJS.ProcessEnv = {};
  let scratch = '';
  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'rowmill-client-'));
    const functions = await openFunctionWorld(moto(), scratch);
    before = { ...process.env };
    Object.assign(process.env, functions.environment, { [VARIABLES.testProject]: TESTS });
    await createTestProject();
    world = { ...functions, moto: moto(), engine: openAwsEngine(ENGINE_OPTIONS) };
  });
  afterAll(async () => {
    process.env = before;
    await world?.close();
    rmSync(scratch, { recursive: true });
  });
  return () => {
    if (world === undefined) throw new Error('the world is there only while tests run');
    return world;
  };
}

const TESTS = 'tests';

/** Builds that are begun there never end: whoever has their token answers it. */
async function createTestProject(): Promise<void> {
  await new CodeBuildClient({}).send(
    new CreateProjectCommand({
      name: TESTS,
      source: { type: 'S3', location: 'tests/source.zip', buildspec: 'version: 0.2' },
      artifacts: { type: 'NO_ARTIFACTS' },
      environment: {
        type: 'ARM_CONTAINER',
        image: 'aws/codebuild/amazonlinux-aarch64-standard:3.0',
        computeType: 'BUILD_GENERAL1_SMALL',
      },
      serviceRole: 'arn:aws:iam::123456789012:role/service-role/tests',
    }),
  );
}

/** @returns the token that a run waits for, once it does */
export async function untilWaiting(engine: CloudEngine, id: string): Promise<string> {
  for (;;) {
    const { waiting } = await engine.show(id);
    if (waiting[0] !== undefined) return waiting[0].token;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
