/** Which run a task works for, as the workflow hands it on. */
export interface RunReference {
  readonly id: string;
  /** Of the store; the embedded one has a single bucket, {@link RUN_BUCKET}. */
  readonly bucket: string;
  /** Key of the run directory, without a slash at its end. */
  readonly prefix: string;
}

export const RUN_BUCKET = 'rowmill';

/** Key of the folder that has a folder for each run. */
export const RUNS_FOLDER = 'runs';

export function runReference(id: string): RunReference {
  return { id, bucket: RUN_BUCKET, prefix: `${RUNS_FOLDER}/${id}` };
}

/** Keys of what a run keeps about itself. Files of single tasks have their names in the tasks. */
export function runFiles(id: string) {
  const { prefix } = runReference(id);
  return {
    /** What the run is: {@link RunRecord}. */
    record: `${prefix}/run.json`,
    request: `${prefix}/request.json`,
    /** The document as it is run, with its placeholders filled in. */
    workflow: `${prefix}/workflow.asl.json`,
    /** What the run told, one event a line. */
    events: `${prefix}/events.ndjson`,
    /** What its test command wrote. */
    output: `${prefix}/output.log`,
    report: `${prefix}/report.json`,
    /** What an execution finds out, and a later one finds out anew. */
    findings: ['sources', 'checks', 'set-up', 'test', 'removed', 'report'].map(
      (name) => `${prefix}/${name}.json`,
    ),
    /** Takes up space while the run goes on, so that there is some left for its end. */
    reserve: `${prefix}/reserve`,
    /** Folder. */
    inbox: `${prefix}/inbox`,
    /** Folder of the journals. */
    journals: `${prefix}/journal`,
    /** @param execution 1 for the first, one more for each redrive. Folder of the journal. */
    journal: (execution: number) => `${prefix}/journal/${execution}`,
    /** How the execution ended. */
    result: (execution: number) => `${prefix}/journal/${execution}/result.json`,
  };
}
