import { describeMachine } from './machine.mjs';
import { runSuite } from './run-suite.mjs';

/** Ratios of quick runs serve the guard; their times are for orientation. */
const QUICK = { rounds: 3, scale: 0.1, minimum: 5_000 };
const FULL = { rounds: 5, scale: 1, minimum: 5_000 };

/** Rounds and sizes: those of the form, where the command line says nothing else. */
export function sizesOf({ quick = false, rounds, scale }) {
  const form = quick ? QUICK : FULL;
  return {
    isQuick: quick,
    minimum: form.minimum,
    rounds: rounds ?? form.rounds,
    scale: scale ?? form.scale,
  };
}

/** Runs suites one after another, and answers what reportText and reportData take. */
export async function runSuites(suites, { say, folder, accepts = () => true, ...sizes }) {
  const machine = describeMachine();
  const done = [];
  for (const suite of suites) {
    const result = await runSuite(suite, { ...sizes, folder, accepts, say });
    done.push({ ...result, cases: suite.cases });
  }
  const { rounds, isQuick } = sizes;
  return { date: new Date().toISOString(), machine, rounds, isQuick, suites: done };
}
