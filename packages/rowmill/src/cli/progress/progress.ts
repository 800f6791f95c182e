import type { Output } from '../output.ts';
import { jsonProgress } from './json.ts';
import { lineProgress } from './lines.ts';
import type { Progress } from './thinned.ts';

/** Bars on a terminal, plain lines elsewhere, events with `--json`. */
export async function openProgress(output: Output): Promise<Progress> {
  if (output.json) return jsonProgress(output.event);
  if (output.quiet) return { emit: () => {}, stop: () => {} };
  if (!output.live) return lineProgress(output.note);
  return (await import('./live.ts')).liveProgress(output);
}
