import type { Emit, RunEvent } from '../../ports.ts';

/** Shows how far a command is. */
export interface Progress {
  readonly emit: Emit;
  /** Takes away what is redrawn; lines stay. */
  stop(): void;
}

/** Throws away progress that comes too soon after the last one that was shown. */
export function thinned(milliseconds: number, emit: Emit): Emit {
  let last = Number.NEGATIVE_INFINITY;
  return (event: RunEvent) => {
    if (event.type === 'progress') {
      if (performance.now() - last < milliseconds) return;
      last = performance.now();
    }
    emit(event);
  };
}
