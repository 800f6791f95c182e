import { describe, expect, it } from 'vitest';
import { createOutput, type Variables } from './output.ts';

/** What is written to a stream, beside the stream itself. */
function stream(isTTY: boolean, columns?: number) {
  const written: string[] = [];
  const write = (text: string) => written.push(text);
  return { written, isTTY, write, ...(columns === undefined ? {} : { columns }) };
}

function terminal(variables: Variables, { isTTY = true, color = true, columns = 100 } = {}) {
  const streams = { stdout: stream(isTTY, columns), stderr: stream(isTTY, columns) };
  return createOutput({ json: false, quiet: false, color }, variables, streams);
}

describe('createOutput', () => {
  it.each([
    [{}, {}, true],
    [{}, { isTTY: false }, false],
    [{}, { color: false }, false],
    [{ NO_COLOR: '1' }, {}, false],
    [{ NO_COLOR: '0' }, {}, false],
    [{ NO_COLOR: '' }, {}, true],
    [{ TERM: 'dumb' }, {}, false],
    [{ FORCE_COLOR: '1' }, { isTTY: false }, true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, {}, false],
  ])('with %j and %j has colours: %s', (variables, options, colored) => {
    expect(terminal(variables, options).colors.isColorSupported).toBe(colored);
  });

  it.each([
    [{}, {}, true],
    [{ CI: 'true' }, {}, false],
    [{ CI: 'false' }, {}, true],
    [{ TERM: 'dumb' }, {}, false],
    [{}, { isTTY: false }, false],
  ])('with %j and %j redraws: %s', (variables, options, live) => {
    expect(terminal(variables, options).live).toBe(live);
  });

  it('takes the width from COLUMNS, else from the terminal, and has one in any case', () => {
    expect(terminal({ COLUMNS: '132' }).width).toBe(132);
    expect(terminal({ COLUMNS: 'wide' }).width).toBe(100);
    expect(terminal({}, { columns: 0 }).width).toBe(80);
  });

  it.each([
    [{ json: true, quiet: false }, ['{"type":"result"}\n'], ['problem\n']],
    [{ json: false, quiet: false }, ['answer\n'], ['note\n', 'problem\n']],
    [{ json: false, quiet: true }, ['answer\n'], ['problem\n']],
    [{ json: true, quiet: true }, ['{"type":"result"}\n'], ['problem\n']],
  ])('with %j writes the answer to stdout and the rest to stderr', (options, answers, notes) => {
    const streams = { stdout: stream(false), stderr: stream(false) };
    const output = createOutput({ ...options, color: false }, {}, streams);
    output.print('answer');
    output.event({ type: 'result' });
    output.note('note');
    output.problem('problem');
    expect(streams.stdout.written).toEqual(answers);
    expect(streams.stderr.written).toEqual(notes);
  });
});
