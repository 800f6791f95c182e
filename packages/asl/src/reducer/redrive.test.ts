import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answers, arrayMap, drive, jsonata, TASK } from './testing/drive.ts';

describe('stop and redrive', () => {
  const document = jsonata({
    First: { ...TASK, Next: 'Fork' },
    Fork: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Good', States: { Good: { ...TASK, End: true } } },
        {
          StartAt: 'Each',
          States: {
            Each: arrayMap(
              { StartAt: 'Item', States: { Item: { ...TASK, End: true } } },
              { Items: [1, 2, 3], MaxConcurrency: 1 },
            ),
          },
        },
      ],
      End: true,
    },
  });

  it('goes on from what failed and keeps what succeeded', async () => {
    const failed = await drive(document, {
      answers: ({ state, arguments: item }) =>
        state === 'Item' && item === 2 ? { failure: { error: 'Bad' } } : { output: state },
    });
    expect(failed.state.status).toBe('FAILED');
    const again: string[] = [];
    const redriven = await drive(document, {
      from: failed,
      events: [{ type: 'ExecutionRedriven' }],
      answers: ({ state, arguments: item }) => {
        again.push(`${state} ${JSON.stringify(item)}`);
        return { output: `${state} again` };
      },
    });
    expect(redriven.state.output).toEqual(['Good', ['Item', 'Item again', 'Item again']]);
    expect(again).toEqual(['Item 2', 'Item 3']);
    expect(redriven.history[0]).toMatchObject({ type: 'ExecutionRedriven' });
    expect(redriven.state.redriveCount).toBe(1);
  });

  it('stops at once, calls everything off, and can be redriven to the same end', async () => {
    const answers: Answers = ({ state }) => (state === 'Item' ? undefined : { output: state });
    const running = await drive(document, { answers });
    const stopped = await drive(document, {
      from: running,
      events: [{ type: 'ExecutionStopped', error: 'Stopped', cause: 'by hand' }],
    });
    expect(stopped.state).toMatchObject({
      status: 'ABORTED',
      failure: { error: 'Stopped', cause: 'by hand' },
    });
    expect(stopped.commands).toContainEqual(expect.objectContaining({ type: 'cancel-task' }));
    const redriven = await drive(document, {
      from: stopped,
      events: [{ type: 'ExecutionRedriven' }],
      answers: () => ({ output: 'late' }),
    });
    expect(redriven.state.output).toEqual(['Good', ['late', 'late', 'late']]);
  });

  it('ends the same, wherever the failures strike before it', async () => {
    const calm = await drive(document, { answers: ({ state }) => ({ output: state }) });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 12 }), async (strikes) => {
        const left = [...strikes];
        const answers: Answers = ({ state }) =>
          left.shift() === true ? { failure: { error: 'Bad' } } : { output: state };
        let run = await drive(document, { answers });
        while (run.state.status === 'FAILED')
          run = await drive(document, {
            from: run,
            answers,
            events: [{ type: 'ExecutionRedriven' }],
          });
        expect(run.state.output).toEqual(calm.state.output);
      }),
      { numRuns: 60 },
    );
  });
});
