import { describe, expect, it } from 'vitest';
import { DocumentError } from '../errors.ts';
import { checkDocument } from './check-document.ts';
import { loadDocument } from './load-document.ts';
import { altered } from './testing/altered.ts';
import { MIXED_DOCUMENT, WHOLE_DOCUMENT } from './testing/whole-document.ts';

const S = 'States';

describe('loadDocument', () => {
  it('returns what the document says, from text and from JSON', () => {
    expect(loadDocument(JSON.stringify(WHOLE_DOCUMENT))).toEqual(WHOLE_DOCUMENT);
    expect(loadDocument(WHOLE_DOCUMENT)).toEqual(WHOLE_DOCUMENT);
    expect(loadDocument(MIXED_DOCUMENT)).toEqual(MIXED_DOCUMENT);
  });

  it('throws all problems at once, each with its place', () => {
    const broken = altered(
      altered(WHOLE_DOCUMENT, [S, 'Rest', 'Seconds'], -1),
      [S, 'Done', 'End'],
      true,
    );
    const load = () => loadDocument(broken);
    expect(load).toThrow(DocumentError);
    expect(load).toThrow(/\/States\/Rest\/Seconds: state "Rest": Seconds must be a whole number/);
    expect(load).toThrow(/\/States\/Done: Field 'End' is not supported - state "Done"/);
  });
});

describe('a document of both languages', () => {
  it('is refused where the whole document is JSONata', () => {
    const document = altered(WHOLE_DOCUMENT, [S, 'Done', 'QueryLanguage'], 'JSONPath');
    expect(checkDocument(document)).toEqual([
      {
        location: '/States/Done',
        code: 'SCHEMA_VALIDATION_FAILED',
        message:
          "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
      },
    ]);
  });

  it('is JSONata by a language that is not quite one', () => {
    const document = altered(WHOLE_DOCUMENT, ['QueryLanguage'], 'jsonata');
    expect(checkDocument(document).map(({ location }) => location)).toEqual(['/QueryLanguage']);
  });

  it('is refused where nothing is JSONata, with what else is wrong', () => {
    const document = {
      StartAt: 'A',
      States: { A: { Type: 'Pass', InputPath: '$..a', Next: 'B' } },
    };
    const [language, ...others] = checkDocument(document);
    expect(language).toMatchObject({ location: '/QueryLanguage', code: 'UNSUPPORTED' });
    expect(others.map(({ code }) => code)).toEqual([
      'MISSING_TRANSITION_TARGET',
      'MISSING_END_STATE',
    ]);
  });
});

describe('names and size', () => {
  it('refuses a name that is there twice, at any depth', () => {
    const path = [S, 'Both', 'Branches', 1] as const;
    const branch = { StartAt: 'Rest', States: { Rest: { Type: 'Succeed' } } };
    const [issue, ...others] = checkDocument(altered(WHOLE_DOCUMENT, path, branch));
    expect(others).toEqual([]);
    expect(issue).toMatchObject({
      code: 'DUPLICATE_STATE_NAME',
      location: '/States/Both/Branches/1/States/Rest',
    });
  });

  it('refuses names of more than 80 characters', () => {
    const name = 'N'.repeat(81);
    const document = {
      QueryLanguage: 'JSONata',
      StartAt: name,
      States: { [name]: { Type: 'Succeed' } },
    };
    expect(checkDocument(document)[0]?.message).toMatch(/a name of 1 to 80 characters/);
  });

  it('refuses more than 1 MiB', () => {
    const document = altered(WHOLE_DOCUMENT, ['Comment'], 'x'.repeat(1_048_576));
    expect(checkDocument(document)[0]?.message).toMatch(/and may have 1048576/);
  });

  it('refuses states that never end', () => {
    const document = {
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'A' } },
    };
    expect(() => loadDocument(document)).toThrow(/^Workflow has no terminal state - /);
  });
});

describe('an express document', () => {
  const task = { Type: 'Task', End: true };
  const document = (Resource: string) => ({
    QueryLanguage: 'JSONata',
    StartAt: 'T',
    States: { T: { ...task, Resource } },
  });

  it.each([
    ['arn:aws:states:::sqs:sendMessage.waitForTaskToken', "'.waitForTaskToken' service"],
    ['arn:aws:states:::states:startExecution.sync:2', "'.sync' service"],
    ['arn:aws:states:us-east-1:111111111111:activity:a', 'is an activity'],
  ])('does not wait: %s', (resource, words) => {
    expect(checkDocument(document(resource))).toEqual([]);
    expect(checkDocument(document(resource), { type: 'EXPRESS' })[0]?.message).toContain(words);
  });

  it('has no distributed map', () => {
    const issues = checkDocument(WHOLE_DOCUMENT, { type: 'EXPRESS' });
    expect(issues.map(({ location }) => location)).toContain(
      '/States/Archive/ItemProcessor/ProcessorConfig',
    );
  });

  it('is what the children of an express map are', () => {
    const path = [S, 'Archive', 'ItemProcessor', 'ProcessorConfig', 'ExecutionType'];
    const store = [S, 'Archive', 'ItemProcessor', S, 'Store'];
    const resource = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
    const express = altered(WHOLE_DOCUMENT, path, 'EXPRESS');
    expect(checkDocument(express)).toEqual([]);
    const issues = checkDocument(altered(express, store, { ...task, Resource: resource }));
    expect(issues[0]?.message).toContain("does not support '.waitForTaskToken'");
  });
});

describe('what stays literal', () => {
  it.each([' {% not.parsed %} ', 'a {% b', 'a %} b', '$.path'])('%j', (text) => {
    expect(checkDocument(altered(WHOLE_DOCUMENT, [S, 'Done', 'Output'], text))).toEqual([]);
  });
});
