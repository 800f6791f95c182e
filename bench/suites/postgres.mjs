import { spawnSync } from 'node:child_process';
import { timesAtLeast } from '../lib/marks.mjs';
import { runScriptSuite } from '../lib/script-suite.mjs';
import { nanosecondsPer } from '../lib/units.mjs';

const ROWS = 1_000_000;
const PLACE = { suite: 'postgres', case: 'load', unit: nanosecondsPer('row') };

const WAYS = new Map([
  ['psql \\copy binary', { id: 'psql-binary', isOwn: false }],
  ['psql \\copy text', { id: 'psql-text', isOwn: false }],
  ['rowmill, 1 connection', { id: 'one-connection', isOwn: true }],
  ['rowmill, 2 connections', { id: 'two-connections', isOwn: true }],
]);

async function measure(context) {
  if (spawnSync('psql', ['--version']).status !== 0) {
    context.say('postgres: skipped, psql is not installed');
    const skipped = [{ suite: 'postgres', subject: 'all', reason: 'psql is not installed' }];
    return { results: [], skipped };
  }
  const rows = context.sizeOf(ROWS);
  context.say(`postgres/load: ${WAYS.size} ways, ${context.rounds} rounds`);
  const script = { script: 'postgres.mjs', args: ['--rows', String(rows)] };
  const results = await runScriptSuite(script, PLACE, (name) => WAYS.get(name), context);
  return { results, skipped: [] };
}

export const suite = {
  name: 'postgres',
  title: 'The user record into PostgreSQL',
  about:
    'A server of our own, without fsync. psql loads files that are finished; rowmill computes the rows as well. The server compares what every way has loaded.',
  measure,
  cases: [{ name: 'load', title: 'Into an empty table without keys' }],
  marks: [
    timesAtLeast({ case: 'load', subject: 'one-connection' }, 'psql-binary', 1),
    timesAtLeast({ case: 'load', subject: 'two-connections' }, 'one-connection', 1),
  ],
};
