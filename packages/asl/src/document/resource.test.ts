import { describe, expect, it } from 'vitest';
import { eachState } from './each-state.ts';
import { languageOf } from './language.ts';
import { loadDocument } from './load-document.ts';
import { functionNameOf, resourcesOf, taskResource } from './resource.ts';
import { MIXED_DOCUMENT, WHOLE_DOCUMENT } from './testing/whole-document.ts';

const machine = loadDocument(WHOLE_DOCUMENT);
const mixed = loadDocument(MIXED_DOCUMENT);

describe('eachState', () => {
  it('finds every state once, each where it stands', () => {
    const found = [...eachState(machine)];
    expect(found.map(({ name }) => name)).toEqual([
      ...['Prepare', 'Fetch', 'Decide', 'Rest', 'Both', 'Count', 'CountEnd', 'Until'],
      ...['Each', 'Ship', 'Archive', 'Store', 'Done', 'GiveUp'],
    ]);
    for (const { name, state, location, sequence } of found) {
      expect(at(location)).toBe(state);
      expect(sequence.States[name]).toBe(state);
    }
  });

  function at(location: string): unknown {
    let value: unknown = machine;
    for (const key of location.split('/').slice(1)) value = (value as Record<string, unknown>)[key];
    return value;
  }
});

describe('languageOf', () => {
  it('is that of the state, else of the document, else JSONPath', () => {
    expect(languageOf({ QueryLanguage: 'JSONPath' }, 'JSONata')).toBe('JSONPath');
    expect(languageOf({}, 'JSONata')).toBe('JSONata');
    expect(languageOf({}, undefined)).toBe('JSONPath');
  });
});

describe('resourcesOf', () => {
  it('tells what task states call', () => {
    expect(resourcesOf(machine)).toEqual([
      {
        state: 'Fetch',
        location: '/States/Fetch',
        resource: 'arn:aws:states:::lambda:invoke',
        pattern: 'request-response',
        functionName: 'fetch',
      },
      {
        state: 'Ship',
        location: '/States/Each/ItemProcessor/States/Ship',
        resource: 'arn:aws:states:::sqs:sendMessage',
        pattern: 'wait-for-task-token',
      },
    ]);
    expect(resourcesOf(mixed)).toMatchObject([{ state: 'Call', functionName: 'call' }]);
  });

  it.each([
    ["'one'", ['one']],
    ["$states.input.kind = 'a' ? 'one' : 'other'", ['one', 'other']],
    [
      "$states.input.a ? ($states.input.b ? 'one' : ('other')) : 'third'",
      ['one', 'other', 'third'],
    ],
    ["$states.input.a ? 'one' : 'one'", ['one']],
    ['$states.input.name', [undefined]],
    ["$states.input.a ? 'one' : $states.input.name", ['one', undefined]],
    ["$states.input.a ? 'one'", [undefined]],
    ["'on' & 'e'", [undefined]],
  ])('tells between which functions a state chooses: %s', (expression, names) => {
    const task = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: `{% ${expression} %}` },
      End: true,
    };
    const document = { QueryLanguage: 'JSONata', StartAt: 'T', States: { T: task } };
    const used = resourcesOf(loadDocument(document));
    expect(used.map(({ functionName }) => functionName)).toEqual(names);
    for (const { state, location } of used) expect([state, location]).toEqual(['T', '/States/T']);
  });
});

describe('taskResource', () => {
  it.each([
    ['arn:aws:states:::a:b', 'arn:aws:states:::a:b', 'request-response'],
    ['arn:aws:states:::a:b.sync', 'arn:aws:states:::a:b', 'sync'],
    ['arn:aws:states:::a:b.sync:2', 'arn:aws:states:::a:b', 'sync'],
    ['arn:aws:states:::a:b.waitForTaskToken', 'arn:aws:states:::a:b', 'wait-for-task-token'],
  ])('%s', (text, resource, pattern) => {
    expect(taskResource(text)).toEqual({ resource, pattern });
  });
});

describe('functionNameOf', () => {
  it.each([
    'shard',
    'shard:$LATEST',
    '111111111111:function:shard',
    'arn:aws:lambda:local:000000000000:function:shard',
    'arn:aws:lambda:eu-west-1:111111111111:function:shard:live',
  ])('%s', (reference) => {
    expect(functionNameOf(reference)).toBe('shard');
  });
});
