import { describe, expect, it } from 'vitest';
import { runCase } from './run-case.mjs';

const RESOURCE = 'arn:aws:states:::sqs:sendMessage';
const machine = (state, others = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'Send',
  States: { Send: { Type: 'Task', Resource: RESOURCE, End: true, ...state }, ...others },
});
const execution = (content) => ({ name: 'case', kind: 'execution', input: { n: 1 }, ...content });
const stub = (...attempts) => [{ state: 'Send', attempts }];

const good = execution({
  definition: machine({ Arguments: { Body: '{% $states.input.n %}' } }),
  taskStubs: stub({ payload: { Body: 1 }, output: { id: 7 } }),
  expected: { status: 'SUCCEEDED', output: { id: 7 } },
  trace: [
    { type: 'TaskStateEntered', name: 'Send', input: { n: 1 } },
    { type: 'TaskStateExited', name: 'Send', output: { id: 7 } },
  ],
});

describe(runCase, () => {
  it('passes an execution that goes as recorded', async () => {
    expect(await runCase(good)).toEqual({ name: 'case', differences: [], trace: true });
  });

  it('fails one whose output differs, unless the recording has lost it', async () => {
    const expected = { status: 'SUCCEEDED', output: { id: 8 } };
    const result = await runCase({ ...good, expected });
    expect(result.differences).toEqual(['/output/id: expected 8, found 7']);
    const volatile = ['/output/id'];
    expect(await runCase({ ...good, expected, volatile })).toMatchObject({ differences: [] });
  });

  it('fails one that asks for something else, or not as often', async () => {
    const other = stub({ payload: { Body: 2 }, output: { id: 7 } });
    const { differences } = await runCase({ ...good, taskStubs: other });
    expect(differences).toContain('task of state Send: /payload/Body: expected 2, found 1');
    const attempt = good.taskStubs[0].attempts[0];
    const twice = await runCase({
      ...good,
      taskStubs: stub(attempt, { ...attempt, resource: 'x' }),
    });
    expect(twice.differences).toEqual([
      'task of state Send: an attempt was recorded that was not made (x)',
    ]);
  });

  it('shows causes and traces that differ, and passes them', async () => {
    const cause = 'it is so';
    const definition = {
      ...machine({}),
      StartAt: 'No',
      States: { No: { Type: 'Fail', Cause: cause } },
    };
    const failing = execution({
      definition,
      expected: { status: 'FAILED', cause: 'other' },
      trace: [],
    });
    expect(await runCase(failing)).toEqual({
      name: 'case',
      differences: [],
      cause: '/cause: expected "other", found "it is so"',
      trace: expect.stringContaining('/trace'),
    });
  });

  it('compares causes that are JSON without their spacing', async () => {
    const definition = machine({});
    const taskStubs = stub({ payload: { n: 1 }, error: 'E', cause: '{"a": 1,  "b": 2}' });
    const expected = { status: 'FAILED', error: 'E', cause: '{"b":2,"a":1}', causeIsJson: true };
    const result = await runCase(execution({ definition, taskStubs, expected }));
    expect(result).toEqual({ name: 'case', differences: [], cause: true });
  });

  it('answers retries in order, and times out where the recording did', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }];
    const payload = { n: 1 };
    const result = await runCase(
      execution({
        definition: machine({ TimeoutSeconds: 5, Retry }),
        taskStubs: stub(
          { payload, timedOut: true },
          { payload, error: 'Busy' },
          { payload, output: 3 },
        ),
        expected: { status: 'SUCCEEDED', output: 3 },
      }),
    );
    expect(result.differences).toEqual([]);
  });

  it.each([
    [{ output: 'done' }, { status: 'SUCCEEDED', output: 'done' }],
    [
      { error: 'No', cause: 'why' },
      { status: 'FAILED', error: 'No', cause: 'why' },
    ],
    [{ timedOut: true }, { status: 'FAILED', error: 'States.Timeout' }],
  ])('ends a task by its token: %j', async (attempt, expected) => {
    const state = {
      Resource: `${RESOURCE}.waitForTaskToken`,
      Arguments: {
        Token: '{% $states.context.Task.Token %}',
        Text: '{% "token: " & $states.context.Task.Token %}',
        Id: '{% "id: " & $uuid() %}',
      },
      TimeoutSeconds: 60,
    };
    const taskStubs = stub({
      payload: { Token: 'any', Text: 'token: any', Id: 'id: <uuid:1>' },
      ...attempt,
    });
    const result = await runCase(execution({ definition: machine(state), taskStubs, expected }));
    expect(result.differences).toEqual([]);
  });

  it('gives readers the objects of the case', async () => {
    const definition = {
      QueryLanguage: 'JSONata',
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemReader: {
            Resource: 'arn:aws:states:::s3:getObject',
            ReaderConfig: { InputType: 'JSONL' },
            Arguments: { Bucket: 'b', Key: 'k' },
          },
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'One',
            States: { One: { Type: 'Pass', End: true } },
          },
          End: true,
        },
      },
    };
    const s3 = [{ bucket: 'b', key: 'k', body: '{"a":1}\n{"a":2}\n' }];
    const expected = { status: 'SUCCEEDED', output: [{ a: 1 }, { a: 2 }] };
    const result = await runCase(execution({ definition, s3, expected }));
    expect(result.differences).toEqual([]);
  });

  it('tells of documents that are refused, and of cases that do not count', async () => {
    const refused = execution({ definition: { StartAt: 'X', States: {} }, expected: {} });
    const { differences } = await runCase(refused);
    expect(differences[0]).toMatch(/^the document was refused: DocumentError: /);
    expect(await runCase({ ...good, drift: true })).toMatchObject({
      excluded: expect.stringContaining('AWS changed'),
    });
    expect(await runCase({ ...good, kind: 'new' })).toMatchObject({
      excluded: 'of an unknown kind: new',
    });
  });

  it('redrives an execution as often as the case says, and looks at what it wrote', async () => {
    const attempt = (answer) => stub({ payload: { n: 1 }, ...answer });
    const failing = { status: 'FAILED', error: 'Boom', cause: 'broken' };
    const content = execution({
      definition: machine({ Arguments: '{% $states.input %}' }),
      taskStubs: attempt({ error: 'Boom', cause: 'broken' }),
      expected: failing,
      redrive: [
        { taskStubs: attempt({ error: 'Boom', cause: 'broken' }), expected: failing },
        { taskStubs: attempt({ output: 2 }), expected: { status: 'SUCCEEDED', output: 2 } },
      ],
    });
    expect(await runCase(content)).toMatchObject({ differences: [] });

    const [first, second] = content.redrive;
    const expectedObjects = [{ bucket: 'out', key: 'report', body: '' }];
    const wrong = [first, { ...second, expected: failing, expectedObjects }];
    expect((await runCase({ ...content, redrive: wrong })).differences).toEqual([
      expect.stringContaining('redrive 2: /'),
      'redrive 2: out: expected one report, found 0',
    ]);
  });

  it('compares answers of TestState, and judgements of documents', async () => {
    const content = {
      name: 'case',
      kind: 'testState',
      definition: { QueryLanguage: 'JSONata', Type: 'Pass', Next: 'B' },
      testState: { inspectionLevel: 'INFO' },
      input: 1,
      expected: { status: 'SUCCEEDED', output: 1, nextState: 'B' },
    };
    expect(await runCase(content)).toEqual({ name: 'case', differences: [] });
    const other = { ...content.expected, nextState: 'C' };
    expect((await runCase({ ...content, expected: other })).differences).toEqual([
      '/nextState: expected "C", found "B"',
    ]);
    const judged = { name: 'case', kind: 'validate', definition: machine({}) };
    const diagnostics = [];
    expect(await runCase({ ...judged, expected: { result: 'OK', diagnostics } })).toEqual({
      name: 'case',
      differences: [],
    });
    const wrong = await runCase({ ...judged, expected: { result: 'FAIL', diagnostics: [{}] } });
    expect(wrong.differences).toHaveLength(1);
  });
});
