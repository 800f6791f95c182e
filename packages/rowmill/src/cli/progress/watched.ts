import type { EndedRun, RunWatch } from '../../engines/engine.ts';
import type { Session } from '../session.ts';
import { openProgress } from './progress.ts';

/** Shows how far a run is for as long as it takes. */
export async function watched(
  { output, signal }: Session,
  work: (watch: RunWatch) => Promise<EndedRun>,
): Promise<EndedRun> {
  const progress = await openProgress(output);
  try {
    return await work({ emit: progress.emit, signal });
  } finally {
    progress.stop();
  }
}
