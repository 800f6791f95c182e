import { DocumentError } from '@rowmill/asl';
import { runCheck } from './run-check.mjs';
import { runExecution } from './run-execution.mjs';
import { runTestState } from './run-test-state.mjs';

const RUNNERS = {
  execution: runExecution,
  testState: runTestState,
  validate: runCheck,
  createError: runCheck,
};

/**
 * Runs one case.
 *
 * @returns `{ name, differences, excluded?, cause?, trace? }`: it has passed when there are no differences; `excluded`
 *   tells why it does not count; the others are true, or the first difference, where the case has something to compare.
 */
export async function runCase(content) {
  const { name, kind, drift } = content;
  if (drift) return { name, differences: [], excluded: 'recorded before AWS changed it' };
  const run = RUNNERS[kind];
  if (run === undefined) return { name, differences: [], excluded: `of an unknown kind: ${kind}` };
  try {
    return { name, ...(await run(content)) };
  } catch (error) {
    const what = error instanceof DocumentError ? 'the document was refused: ' : '';
    return { name, differences: [`${what}${error.name}: ${error.message}`] };
  }
}
