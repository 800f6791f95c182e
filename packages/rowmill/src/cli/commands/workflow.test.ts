import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PIPELINE_FILE } from '../../workflow/load-workflow.ts';
import { eventsOf, filesIn, folderWith, runCli, SMALL_REQUEST } from '../testing/run-cli.ts';

const REQUEST = `${SMALL_REQUEST}environments:
  files: { targets: [{ kind: directory, path: ./lake, format: csv }] }
test: { command: "node -e 0" }
workflow: ./steps/my.asl.json
`;

type Document = { States: Record<string, Record<string, unknown>> };

/** A folder with a request whose document has one step more: a command before the tests. */
function folderWithStep(command: string): string {
  const document = JSON.parse(readFileSync(PIPELINE_FILE, 'utf8')) as Document;
  const { States } = document;
  States.SetUpEnvironment = { ...States.SetUpEnvironment, Next: 'WarmUp' };
  States.WarmUp = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of the document
      FunctionName: '${RunCommandFunctionArn}',
      Payload: { run: '{% $states.context.Execution.Input.run %}', command },
    },
    Output: '{% $states.result.Payload %}',
    Catch: States.StoreDataset?.Catch,
    Next: 'HasTest',
  };
  const cwd = folderWith({ 'rowmill.yaml': REQUEST });
  const file = join(cwd, 'steps', 'my.asl.json');
  mkdirSync(dirname(file));
  writeFileSync(file, JSON.stringify(document));
  return cwd;
}

const outside = (cwd: string): string[] =>
  filesIn(cwd).filter((file) => !/^(\.rowmill|rowmill-report)\//.test(file));

describe('a document of a user', () => {
  it('adds a stage, which shows wherever stages do', async () => {
    const cwd = folderWithStep('node -e "console.log(`warm`)"');
    expect((await runCli(['plan'], { cwd })).stdout).toContain('workflow  ./steps/my.asl.json');
    const result = await runCli(['run', '--json', '--scale', '0.05'], { cwd });
    expect(result.code).toBe(0);
    const events = eventsOf(result);
    expect(events).toContainEqual({ type: 'stage', stage: 'WarmUp', status: 'started' });
    const { stages } = events.at(-1) as { stages: { stage: string; status: string }[] };
    expect(stages.map(({ stage, status }) => `${stage} ${status}`)).toEqual([
      'plan passed',
      'build passed',
      'validate passed',
      'provision passed',
      'distribute passed',
      'set up passed',
      'WarmUp passed',
      'test passed',
      'clean up passed',
    ]);
    const report = readFileSync(join(cwd, 'rowmill-report', 'report.html'), 'utf8');
    expect(report).toContain('WarmUp');
  });

  it('is cleaned up after when its own step fails', async () => {
    const cwd = folderWithStep('node -e "process.exit(7)"');
    const { code, stderr } = await runCli(['run', '--scale', '0.05'], { cwd });
    expect(stderr).toMatch(/WarmUp: failed after .*ended with exit code 7/);
    expect(stderr).toMatch(/clean up: done/);
    expect(code).toBe(1);
    expect(outside(cwd)).toEqual(['rowmill.yaml', 'steps/my.asl.json']);
  });

  it.each([
    ['plan', ['plan']],
    ['run', ['run']],
  ])('ends %s with 2 when it cannot be run, before anything is made', async (_, args) => {
    const cwd = folderWithStep('true');
    const file = join(cwd, 'steps', 'my.asl.json');
    const broken = readFileSync(file, 'utf8').replace('"Next":"HasTest"', '"Next":"HasTests"');
    writeFileSync(file, broken.replace('CleanUpFunctionArn', 'CleanUpFunctionArm'));
    const { code, stderr } = await runCli(args, { cwd });
    expect(stderr).toMatch(
      /my\.asl\.json: .*CleanUpFunctionArm.* - did you mean .*CleanUpFunctionArn/,
    );
    expect(code).toBe(2);
    expect(filesIn(cwd)).toEqual(['rowmill.yaml', 'steps/my.asl.json']);
  });
});
