import type { HistoryOfExecution } from '@rowmill/asl';
import type { Emit } from '../ports.ts';
import type { ReportFiles } from '../reports/report-forms.ts';
import type { RunReport } from '../reports/run-report.ts';
import type { EventLog } from '../runner/event-log.ts';
import type { RunGraph } from '../runner/run-graph.ts';
import type { StoredReport } from '../runner/run-report.ts';
import type { RunStatus } from '../runner/run-view.ts';
import type { TaskAnswer } from '../runs/inbox.ts';
import type { RunRequest } from '../runs/request-record.ts';
import type { RunRecord } from '../runs/run-record.ts';

/** A run that is wanted: the same for every engine. */
export interface WantedRun extends Pick<RunRecord, 'command' | 'rowmillVersion'> {
  readonly request: RunRequest;
  readonly started: Date;
  /** Absolute path of the folder that gets the report. */
  readonly reportFolder: string;
}

/** How whoever waits for a run takes part in it. */
export interface RunWatch {
  readonly emit: Emit;
  /** Aborted when the run, or the look at it, is to end. */
  readonly signal: AbortSignal;
}

/** A run whose execution is over. */
export interface EndedRun {
  readonly record: RunRecord;
  /** Why it did not pass; undefined when it did. */
  readonly error: unknown;
}

/** A report that has been written, and where its forms lie on this machine. */
export interface WrittenReport {
  readonly report: RunReport;
  readonly files: ReportFiles;
}

/** A run as a line of a list. */
export interface ListedRun {
  readonly id: string;
  /** Name of the request. */
  readonly request?: string;
  readonly status: RunStatus | 'unreadable';
  /** RFC 3339, UTC. */
  readonly started?: string;
  /** From its start to its end, or until now while it is running; unknown where its process was killed. */
  readonly seconds?: number;
  /** How often it was begun: more than 1 where it was redriven. */
  readonly executions?: number;
  readonly dataset?: string;
  /** Why it cannot be read. */
  readonly problem?: string;
}

/** A run as it stands. */
export interface ShownRun extends RunGraph {
  readonly id: string;
  /** Name of the request. */
  readonly request: string;
  readonly status: RunStatus;
  /** 1, and one more for each redrive. */
  readonly execution: number;
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly seconds: number;
  /** Who drives it, in words. */
  readonly driver?: string;
  readonly command: string;
}

/** A task whose token has been answered. Who carries runs out elsewhere does not tell whose it was. */
export interface AnsweredTask {
  readonly run?: string;
  readonly state?: string;
  /** False where nobody drives the run at the moment, so that the answer waits. */
  readonly isDriven: boolean;
}

/**
 * Carries out runs and knows what became of them: this machine, or a deployment on AWS. The command line speaks to
 * runs through this port alone.
 *
 * Methods that take an id throw UnknownRunError when there is no such run.
 */
export interface RunEngine {
  /** Starts a run and follows it to its end. When the signal is aborted, the run is stopped and cleans up. */
  start(wanted: WantedRun, watch: RunWatch): Promise<EndedRun>;
  /** Goes on with a run that has not ended, or follows it; one that has ended tells again what it came to. */
  resume(id: string, watch: RunWatch): Promise<EndedRun>;
  /** Runs one that did not pass once more. @throws RunStatusError when it passed, or has not ended */
  redrive(id: string, watch: RunWatch): Promise<EndedRun>;
  /**
   * Asks for the end of a run, with clean-up.
   *
   * @returns whether somebody sees to it; otherwise {@link resume} does
   * @throws RunStatusError when there is nothing to stop and nothing to clean up
   */
  askToStop(id: string, reason: string): Promise<boolean>;
  /** The id of the run that a person means: its id, the unique beginning of one, or `latest`. */
  find(wanted: string): Promise<string>;
  status(id: string): Promise<RunStatus>;
  /** All runs, the newest first. One that cannot be read is among them. */
  list(): Promise<readonly ListedRun[]>;
  show(id: string): Promise<ShownRun>;
  /** The histories of all executions of a run, the first one first, each followed by those of its children. */
  histories(id: string): AsyncIterable<HistoryOfExecution>;
  log(id: string): EventLog;
  /**
   * The report of a run.
   *
   * @param folder absolute path; gets the report where the run has not written it to a folder of this machine itself
   * @returns undefined where the run wrote none
   */
  report(record: RunRecord, folder: string): Promise<WrittenReport | undefined>;
  /** What the reports of a run are written from; undefined where it has not come so far. */
  storedReport(id: string): Promise<StoredReport | undefined>;
  /** Removes what a run that has ended keeps about itself. */
  remove(id: string): Promise<void>;
  /** Ids of the runs that ended before a time, oldest first. @param time milliseconds since 1970 */
  endedBefore(time: number): Promise<readonly string[]>;
  /** @throws UnknownTokenError unless a task waits for the token */
  answer(answer: TaskAnswer): Promise<AnsweredTask>;
  /** @throws UnknownTokenError unless a task waits for the token */
  heartbeat(token: string): Promise<AnsweredTask>;
}
