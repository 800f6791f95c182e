import { randomBytes } from 'node:crypto';

/** Names a run: its start, to be sorted by, and a few digits that keep apart what starts together. */
export function createRunId(started: Date): string {
  const time = started.toISOString().slice(0, 19).replaceAll(':', '-');
  return `${time}-${randomBytes(2).toString('hex')}`;
}
