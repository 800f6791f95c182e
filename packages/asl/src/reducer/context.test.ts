import { describe, expect, it } from 'vitest';
import { arrayMap, drive, jsonata } from './testing/drive.ts';

const tell = (path: string) => ({
  Type: 'Pass',
  Output: `{% $states.context.${path} %}`,
  End: true,
});

describe('the context object', () => {
  it('writes instants without a fraction of 0', async () => {
    const { state } = await drive(jsonata({ Only: tell('Execution.StartTime') }));
    expect(state.output).toBe('2026-01-01T00:00:00Z');
  });

  it('tells when the execution was redriven, once it was', async () => {
    const when = '$states.context.Execution.RedriveTime';
    const told = `{% $exists(${when}) ? ${when} : "never" %}`;
    const document = jsonata({ Bad: { Type: 'Fail', Error: told } });
    const failed = await drive(document);
    expect(failed.state.failure).toEqual({ error: 'never' });
    const events = [{ type: 'ExecutionRedriven' }] as const;
    const redriven = await drive(document, { from: failed, events });
    expect(redriven.state.failure).toEqual({ error: '2026-01-01T00:00:00Z' });
  });

  it('tells of an item where it is from, in an inline map too', async () => {
    const In = { Type: 'Pass', End: true };
    const ItemSelector = '{% $states.context.Map.Item %}';
    const document = jsonata({
      Each: arrayMap({ StartAt: 'In', States: { In } }, { Items: ['a'], ItemSelector }),
    });
    expect((await drive(document)).state.output).toEqual([
      { Index: 0, Value: 'a', Source: 'STATE_DATA' },
    ]);
  });
});
