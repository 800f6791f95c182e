import type { Emit, StageName } from '../ports.ts';
import type { StageReport } from '../reports/run-report.ts';

/** Runs stages one after the other and notes what became of each. */
export interface StageRecorder {
  readonly stages: StageReport[];
  /** @param work gives its result and one sentence on what it did */
  run<Value>(name: StageName, work: () => Promise<readonly [Value, string]>): Promise<Value>;
  skip(name: StageName, why: string): void;
}

export function createStageRecorder(
  emit: Emit,
  signal: AbortSignal,
  now: () => number,
): StageRecorder {
  const begun = now();
  const stages: StageReport[] = [];
  const close = (
    name: StageName,
    status: StageReport['status'],
    started: number,
    detail: string,
  ): void => {
    const seconds = now() - started;
    stages.push({ name, status, startSeconds: started - begun, seconds, detail });
    emit({ type: 'stage', stage: name, status, seconds, detail });
  };
  return {
    stages,
    async run(name, work) {
      const started = now();
      emit({ type: 'stage', stage: name, status: 'started' });
      try {
        const [value, detail] = await work();
        close(name, 'passed', started, detail);
        return value;
      } catch (error) {
        const [firstLine = ''] = (error instanceof Error ? error.message : String(error)).split(
          '\n',
        );
        close(name, signal.aborted ? 'stopped' : 'failed', started, firstLine);
        throw error;
      }
    },
    skip: (name, why) => close(name, 'skipped', now(), why),
  };
}
