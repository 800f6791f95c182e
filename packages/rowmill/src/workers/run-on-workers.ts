import { type Control, createControl } from './control.ts';
import type { WorkerFailure } from './worker.ts';
import { WorkerError } from './worker-error.ts';

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { rows: number; bytes: number }) => void) | undefined;
}

const PROGRESS_MS = 100;

/**
 * Has several workers do one job, and gives what each did.
 *
 * @param run has one worker do the job, which shares a block of memory with the others
 * @throws {@link WorkerError} with the first failure that is not the echo of another one.
 */
export async function runOnWorkers(
  workers: number,
  job: object,
  { signal, onProgress }: RunOptions,
  run: (work: object) => Promise<unknown>,
): Promise<unknown[]> {
  signal?.throwIfAborted();
  const control = createControl();
  const abort = (): void => control.abort();
  signal?.addEventListener('abort', abort);
  const timer = onProgress && setInterval(() => onProgress(control.progress()), PROGRESS_MS);
  try {
    const work = { ...job, control: control.buffer };
    const results = await Promise.all(Array.from({ length: workers }, () => run(work)));
    throwFailure(results, control, signal);
    onProgress?.(control.progress());
    return results;
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', abort);
  }
}

function throwFailure(
  results: readonly unknown[],
  control: Control,
  signal: AbortSignal | undefined,
): void {
  const failures = results.flatMap((result) => (isFailure(result) ? [result.failure] : []));
  if (failures.length === 0) return;
  signal?.throwIfAborted();
  const cause = failures.find(({ name }) => name !== 'AbortedError') ?? failures[0];
  if (cause !== undefined && control.isAborted()) throw new WorkerError(cause);
}

function isFailure(result: unknown): result is WorkerFailure {
  return typeof result === 'object' && result !== null && 'failure' in result;
}
