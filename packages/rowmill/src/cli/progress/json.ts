import type { Output } from '../output.ts';
import { type Progress, thinned } from './thinned.ts';

/** Every event as it comes; progress once a second. */
export function jsonProgress(event: Output['event']): Progress {
  return { emit: thinned(1000, event), stop: () => {} };
}
