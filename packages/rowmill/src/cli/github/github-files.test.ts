import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createOutput } from '../output.ts';
import { folderWith } from '../testing/run-cli.ts';
import { addOutputs, addSummary } from './github-files.ts';
import { workspacePath } from './workspace-path.ts';

function sessionWith(variables: Record<string, string>) {
  const told: string[] = [];
  const stderr = { write: (text: string) => told.push(text) };
  const streams = { stdout: { write: () => undefined }, stderr };
  const output = createOutput({ json: false, quiet: true, color: false }, variables, streams);
  return { variables, output, told };
}

describe('addSummary', () => {
  it('adds to what other commands of the step have written, and leaves them their bytes', async () => {
    const file = join(folderWith(), 'summary.md');
    writeFileSync(file, 'x'.repeat(1000));
    const session = sessionWith({ GITHUB_STEP_SUMMARY: file });
    await addSummary((maxBytes) => `${maxBytes} left`, session);
    expect(readFileSync(file, 'utf8')).toBe(`${'x'.repeat(1000)}899000 left\n`);
    expect(session.told).toEqual([]);
  });

  it.each([join('/nonexistent', 'summary.md'), '/dev/full'])(
    'tells that %s cannot be written, and goes on',
    async (file) => {
      const session = sessionWith({ GITHUB_STEP_SUMMARY: file, GITHUB_OUTPUT: file });
      await addSummary(() => 'text', session);
      await addOutputs({ outcome: 'passed' }, session);
      expect(session.told.join('')).toMatch(
        /GITHUB_STEP_SUMMARY: no summary is written: E.*\nGITHUB_OUTPUT: nothing is handed on: E/,
      );
    },
  );

  it('does nothing where nobody asks for it', async () => {
    const session = sessionWith({ GITHUB_STEP_SUMMARY: '' });
    await addSummary(() => 'text', session);
    await addOutputs({ outcome: 'passed' }, session);
    expect(session.told).toEqual([]);
  });
});

it('hands values on line by line, whatever they hold', async () => {
  const file = join(folderWith(), 'output');
  const session = sessionWith({ GITHUB_OUTPUT: file });
  await addOutputs({ outcome: 'passed', report: 'a=b\nEOF\nc', 'dataset-id': undefined }, session);
  const read = [...readFileSync(file, 'utf8').matchAll(/^(\S+)<<(\S+)\n([\s\S]*?)\n\2$/gm)];
  expect(read.map(([, name, , value]) => [name, value])).toEqual([
    ['outcome', 'passed'],
    ['report', 'a=b\nEOF\nc'],
  ]);
});

it('names files from the root of the repository', () => {
  const at = (file: string, root: string) => workspacePath(file, { GITHUB_WORKSPACE: root });
  expect(at('/repo/shop/rowmill.yaml', '/repo')).toBe('shop/rowmill.yaml');
  expect(at('/elsewhere/rowmill.yaml', '/repo')).toBe('/elsewhere/rowmill.yaml');
  expect(at('/repo/..hidden/a.yaml', '/repo')).toBe('..hidden/a.yaml');
  expect(workspacePath('rowmill.yaml', {})).toBe('rowmill.yaml');
});
