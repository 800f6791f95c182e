import { describe, expect, it } from 'vitest';
import { folderWith, type RunningCli, runCli, startCli } from '../testing/run-cli.ts';
import { resultOf, until } from '../testing/until.ts';

const REQUEST = `name: approved
workflow: approve.asl.json
tables: { users: { rows: 10, columns: { id: uuid } } }
`;

const functionOf = (name: string): string => `\${${name}FunctionArn}`;

const task = (name: string, fields: object): object => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: {
    FunctionName: functionOf(name),
    Payload: {
      run: '{% $states.context.Execution.Input.run %}',
      failure: '{% $exists($failure) ? $failure : null %}',
    },
  },
  ...fields,
});

/** Waits for somebody who approves. */
const WORKFLOW = {
  QueryLanguage: 'JSONata',
  StartAt: 'Approve',
  States: {
    Approve: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      HeartbeatSeconds: 600,
      Arguments: {
        FunctionName: functionOf('RunTests'),
        Payload: {
          run: '{% $states.context.Execution.Input.run %}',
          token: '{% $states.context.Task.Token %}',
        },
      },
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          Assign: { failure: '{% $states.errorOutput %}' },
          Next: 'Report',
        },
      ],
      Next: 'Report',
    },
    Report: task('Report', { Next: 'HasPassed' }),
    HasPassed: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $exists($failure) %}', Next: 'Refused' }],
      Default: 'Passed',
    },
    Refused: {
      Type: 'Fail',
      Error: '{% $failure.Error %}',
      Cause: '{% $failure.Cause %}',
    },
    Passed: { Type: 'Succeed' },
  },
};

interface Waiting {
  readonly cwd: string;
  readonly run: string;
  readonly token: string;
  readonly driving: RunningCli;
}

async function waiting(): Promise<Waiting> {
  const cwd = folderWith({
    'rowmill.yaml': REQUEST,
    'approve.asl.json': JSON.stringify(WORKFLOW),
  });
  const driving = startCli(['run'], { cwd });
  const found = await until(async () => {
    const { result } = await resultOf(['runs', 'show'], cwd);
    const [task] = (result.waiting ?? []) as { token: string }[];
    return task === undefined ? undefined : { run: String(result.run), token: task.token };
  });
  return { cwd, driving, ...found };
}

describe('a task that waits for its token', () => {
  it('goes on with the answer, and takes no other one', async () => {
    const { cwd, run, token, driving } = await waiting();
    const beaten = await resultOf(['task', 'heartbeat', token], cwd);
    expect(beaten.result).toMatchObject({ ok: true, run, state: 'Approve', driven: true });
    const broken = await runCli(['task', 'complete', token, '--output', '{yes'], { cwd });
    expect([broken.code, broken.stderr]).toEqual([2, expect.stringContaining('--output is not')]);
    const stranger = await runCli(['task', 'complete', `${token}x`], { cwd });
    expect([stranger.code, stranger.stderr]).toEqual([
      2,
      expect.stringMatching(/no task of the directory .* waits for this token/),
    ]);

    const given = await runCli(['task', 'complete', token, '--output', '{"by":"me"}'], { cwd });
    expect([given.code, given.stdout]).toEqual([0, expect.stringContaining('state Approve')]);
    expect((await driving.ended).code).toBe(0);
    const { stdout } = await runCli(['runs', 'show', '--json'], { cwd });
    expect(stdout).toContain(String.raw`{\"by\":\"me\"}`);
    for (const command of ['complete', 'fail', 'heartbeat']) {
      const late = await runCli(['task', command, token], { cwd });
      expect([command, late.code]).toEqual([command, 2]);
      expect(late.stderr).toMatch(/has ended \(passed\)/);
    }
  });

  it('fails with the name and the words that it is given', async () => {
    const { cwd, token, driving } = await waiting();
    const args = ['task', 'fail', token, '--error', 'Vetoed', '--cause', 'not on a Friday'];
    expect((await runCli(args, { cwd })).code).toBe(0);
    const { code, stderr } = await driving.ended;
    expect([code, stderr]).toEqual([1, expect.stringContaining('not on a Friday')]);
    const { result } = await resultOf(['runs', 'show'], cwd);
    expect(result).toMatchObject({
      status: 'failed',
      failure: { Error: 'Vetoed', Cause: 'not on a Friday' },
    });
  });

  it('is answered once, also while nobody drives its run', async () => {
    const { cwd, token, run, driving } = await waiting();
    driving.child.kill('SIGKILL');
    await driving.ended;
    const given = await runCli(['task', 'complete', token], { cwd });
    expect(given.stdout).toContain(`nobody drives it now: rowmill runs resume ${run}`);
    const second = await runCli(['task', 'fail', token], { cwd });
    expect([second.code, second.stderr]).toEqual([2, expect.stringMatching(/token .* was used/)]);
    expect((await runCli(['runs', 'resume', run], { cwd })).code).toBe(0);
  });
});
