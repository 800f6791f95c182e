import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mermaidOf, withPicture } from './write-workflow-picture.mjs';

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

describe('mermaidOf', () => {
  it('draws every state and every way between states', () => {
    const text = mermaidOf({
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemProcessor: { StartAt: 'One', States: { One: { Type: 'Task', End: true } } },
          Catch: [{ ErrorEquals: ['E', 'F'], Next: 'No' }],
          Next: 'Is it?',
        },
        'Is it?': {
          Type: 'Choice',
          Choices: [{ Condition: '{% $states.input.n > 0 %}', Next: 'Yes' }],
          Default: 'No',
        },
        Yes: { Type: 'Succeed' },
        No: { Type: 'Fail' },
      },
    });
    expect(text.split('\n').map((line) => line.trim())).toEqual([
      'flowchart TD',
      'begin(( )) --> Each',
      'subgraph Each ["Each: for each shard"]',
      'Each_begin(( )) --> Each_One',
      'Each_One["One"]',
      'end',
      'Each --> Is_it_',
      'Each -. "E, F" .-> No',
      'Is_it_{{"Is it?"}}',
      'Is_it_ -- "n > 0" --> Yes',
      'Is_it_ -- else --> No',
      'Yes(["Yes"])',
      'No(["No"])',
      '',
    ]);
  });
});

it('shows the document that runs', () => {
  const page = read('docs/workflow.md');
  expect(withPicture(page, JSON.parse(read('packages/rowmill/workflow/pipeline.asl.json')))).toBe(
    page,
  );
  expect(page).toContain('flowchart TD');
});
