import { createInterface } from 'node:readline/promises';
import { UsageError } from '../usage-error.ts';
import type { Session } from './session.ts';

/**
 * Asks a person for a yes.
 *
 * @throws UsageError where nobody can be asked.
 */
export async function ask(question: string, { output, signal }: Session): Promise<boolean> {
  if (process.stdin.isTTY !== true || output.json)
    throw new UsageError(`${question} Nobody can be asked here - say it with --yes`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} [y/N] `, { signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
