import { readFileSync } from 'node:fs';
import { substitute } from '@rowmill/asl';
import { openWorkflow, PIPELINE_FILE } from 'rowmill/engine';
import { expect, it } from 'vitest';
import { loadWorkflow } from '../../../rowmill/src/workflow/load-workflow.ts';
import { stackName, WORKFLOW_LAMBDAS } from '../deployment.ts';
import { localWorkflow } from './local-workflow.ts';

const deployed = (deployment: string, suffix = ''): string =>
  substitute(
    readFileSync(PIPELINE_FILE, 'utf8'),
    Object.fromEntries(
      Object.entries(WORKFLOW_LAMBDAS).map(([placeholder, { entry }]) => [
        placeholder,
        `arn:aws-cn:lambda:cn-north-1:123456789012:function:${stackName(deployment)}-${entry}${suffix}`,
      ]),
    ),
  );

it.each(['qa', 'qa-build', 'a'])(
  'is what runs on this machine, whatever the name: %s',
  async (name) => {
    const { text } = await loadWorkflow();
    expect(localWorkflow(deployed(name), name)).toBe(text);
    expect(localWorkflow(deployed(name, ':live'), name)).toBe(text);
  },
);

it('leaves functions of others as they are', () => {
  const text = localWorkflow(deployed('qa'), 'q');
  expect(text).toBe(deployed('qa'));
  expect(() => openWorkflow(text, 'deployed')).toThrow(/there is no function/);
});
