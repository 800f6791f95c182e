import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../rowmill/src/testing/folder.ts';
import { EVENT_LAMBDAS, VARIABLES, WORKFLOW_LAMBDAS } from '../deployment.ts';
import { lambdaRuntime, startLambda } from '../testing/lambda-process.ts';

const BUNDLES = fileURLToPath(new URL('../../dist/lambda/', import.meta.url));
const WORKFLOW = Object.values(WORKFLOW_LAMBDAS);
const ENVIRONMENT = {
  ...Object.fromEntries(Object.values(VARIABLES).map((name) => [name, 'proof'])),
  AWS_REGION: 'eu-central-1',
};

const missing = await lambdaRuntime().then(
  () => undefined,
  (error: unknown) => error,
);

test('DuckDB is found in the folder of its layer', async () => {
  const folder = temporaryFolder();
  cpSync(`${BUNDLES}validate-dataset`, folder, { recursive: true });
  const chunk = readdirSync(folder).find((name) =>
    // Others name it in messages; this one requires it.
    /import\.meta\.url\)\(["'`]@duckdb\/node-api/.test(readFileSync(join(folder, name), 'utf8')),
  );
  const script = `import(${JSON.stringify(join(folder, chunk ?? ''))}).then((module) => {
    process.stdout.write(Object.values(module).map(({ name }) => name).join());
  });`;
  const env = { PATH: process.env.PATH, NODE_PATH: join(BUNDLES, '../../../../node_modules') };
  expect(execFileSync(process.execPath, ['-e', script], { env, encoding: 'utf8' })).toBe(
    'DuckDBInstance',
  );
});

/** Building the runtime takes a compiler and cmake, which not every machine has. */
describe.skipIf(missing !== undefined)('under the runtime of Lambda', () => {
  test('there is a bundle for each function, and no other', () => {
    const entries = [...WORKFLOW, ...Object.values(EVENT_LAMBDAS)].map(({ entry }) => entry);
    expect(readdirSync(BUNDLES).sort()).toEqual([...entries].sort());
  });

  test.each(WORKFLOW)(
    '$entry starts, and tells its errors by their names',
    async ({ entry, name }) => {
      const lambda = await startLambda(`${BUNDLES}${entry}`, { environment: ENVIRONMENT });
      try {
        const answer = await lambda.invoke({ run: { id: 'r1' } });
        expect(answer, lambda.output()).toMatchObject({ kind: 'error', type: 'TaskInputError' });
        expect(answer).toMatchObject({
          message: expect.stringContaining(`${name}: \`run.bucket\``),
        });
      } finally {
        await lambda.kill();
      }
    },
  );

  test('a function that was not deployed by the stack says what is missing', async () => {
    const lambda = await startLambda(`${BUNDLES}plan`);
    try {
      const answer = await lambda.invoke({});
      expect(answer).toMatchObject({ kind: 'error', type: 'FunctionVariablesError' });
    } finally {
      await lambda.kill();
    }
  });

  test('test-ended lets go of builds that no run has started', async () => {
    const lambda = await startLambda(`${BUNDLES}test-ended`, { environment: ENVIRONMENT });
    try {
      expect(await lambda.invoke({ detail: { 'build-status': 'SUCCEEDED' } })).toEqual({
        kind: 'response',
        body: '{}',
      });
    } finally {
      await lambda.kill();
    }
  });
});
