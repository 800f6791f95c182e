import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNode } from './node-process.mjs';
import { caseResults } from './results.mjs';

/**
 * Measures by a script of its own, which takes `--rounds N` and `--json FILE` and writes
 * `{ ways: [{ name, units, seconds }], content }` there: `seconds` one for each round, `content`
 * what all ways have made.
 *
 * @param script its path in bench/, and further arguments.
 * @param place `{ suite, case, unit }` of the results.
 * @param idOf answers `{ id, isOwn }` for the name of a way.
 */
export async function runScriptSuite({ script, args = [] }, place, idOf, { folder, rounds }) {
  const file = join(folder, 'answer.json');
  const path = fileURLToPath(new URL(`../${script}`, import.meta.url));
  await runNode([path, ...args, '--rounds', String(rounds), '--json', file]);
  const { ways, content } = JSON.parse(readFileSync(file, 'utf8'));
  const digest = content === undefined ? undefined : JSON.stringify(content);
  const subjects = ways.map(({ name, units, seconds }) => {
    const known = idOf(name);
    if (known === undefined)
      throw new Error(`${script}: has a way "${name}" that its suite does not know`);
    return { ...known, title: name, units, values: seconds, digest };
  });
  return caseResults(place, subjects);
}
