import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lineProblem } from './check-output.mjs';

const ROWS = 1000;

/**
 * Lets a peer write a thousand rows and reads them all: only what makes the record is timed.
 *
 * @returns bytes per row.
 * @throws Error that names the peer, the line and what is wrong with it.
 */
export async function checkPeer(peer, folder) {
  const file = join(folder, 'check.ndjson');
  await peer.write(ROWS, file);
  const text = readFileSync(file, 'utf8');
  rmSync(file);
  const lines = text.trimEnd().split('\n');
  if (lines.length !== ROWS) {
    throw new Error(`${peer.name}: wrote ${lines.length} rows, ${ROWS} were asked for`);
  }
  for (const [index, line] of lines.entries()) {
    const problem = lineProblem(line);
    if (problem !== undefined) throw new Error(`${peer.name}: line ${index + 1}: ${problem}`);
  }
  const ids = new Set(lines.map((line) => JSON.parse(line).id));
  if (ids.size !== ROWS) throw new Error(`${peer.name}: only ${ids.size} of ${ROWS} ids differ`);
  return Buffer.byteLength(text) / ROWS;
}
