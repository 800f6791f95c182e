import { randomUUID } from 'node:crypto';
import { appendFile, stat } from 'node:fs/promises';
import { MAX_SUMMARY_BYTES } from '../../reports/markdown-report.ts';
import type { Session } from '../session.ts';

/**
 * Adds to the summary page of a job, where there is one. A summary that cannot be written is told and changes nothing
 * about what the command came to.
 *
 * @param render gets the bytes that the page has left: all commands of a step share it
 */
export async function addSummary(
  render: (maxBytes: number) => string,
  { variables, output }: Pick<Session, 'variables' | 'output'>,
): Promise<void> {
  const { GITHUB_STEP_SUMMARY: file = '' } = variables;
  if (file === '') return;
  try {
    const written = await stat(file).then(
      ({ size }) => size,
      () => 0,
    );
    await appendFile(file, `${render(MAX_SUMMARY_BYTES - written)}\n`);
  } catch (error) {
    output.problem(`GITHUB_STEP_SUMMARY: no summary is written: ${messageOf(error)}`);
  }
}

/** Hands values on to later steps of a job, where there are any: `steps.ID.outputs.NAME`. Those without a value are left out. */
export async function addOutputs(
  outputs: Readonly<Record<string, string | undefined>>,
  { variables, output }: Pick<Session, 'variables' | 'output'>,
): Promise<void> {
  const { GITHUB_OUTPUT: file = '' } = variables;
  if (file === '') return;
  const entries = Object.entries(outputs).flatMap(([name, value]) =>
    value === undefined ? [] : [outputText(name, value)],
  );
  try {
    await appendFile(file, entries.join(''));
  } catch (error) {
    output.problem(`GITHUB_OUTPUT: nothing is handed on: ${messageOf(error)}`);
  }
}

/** A value may have several lines, so a word that nobody can know ends it. */
function outputText(name: string, value: string): string {
  const end = `rowmill_${randomUUID()}`;
  return `${name}<<${end}\n${value}\n${end}\n`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
