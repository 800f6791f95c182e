import { RowmillError } from '@rowmill/core';

/** There is no run of this name in the store. */
export class UnknownRunError extends RowmillError {
  override readonly name = 'UnknownRunError';
  readonly run: string;

  constructor(run: string, store: string, hint = 'rowmill runs list shows them') {
    super(`there is no run "${run}" in ${store} - ${hint}`);
    this.run = run;
  }
}

/** The directory of a run was written by a later version of rowmill, which knows more than this one. */
export class NewerRunError extends RowmillError {
  override readonly name = 'NewerRunError';
  readonly run: string;

  constructor(run: string, version: unknown, newest: number) {
    super(
      `run ${run}: written by a newer rowmill (run directory of version ${version}, this one knows ${newest}) - update rowmill, or run again`,
    );
    this.run = run;
  }
}

/** A file of a run is not what rowmill wrote. */
export class DamagedRunError extends RowmillError {
  override readonly name = 'DamagedRunError';
  readonly place: string;

  constructor(problem: string, { place, ...options }: ErrorOptions & { place: string }) {
    super(`${place}: ${problem} - put the file back from a copy, or run again`, options);
    this.place = place;
  }
}

/** Another process drives the run. */
export class RunBusyError extends RowmillError {
  override readonly name = 'RunBusyError';
  readonly run: string;

  constructor(run: string, holder: string, options?: ErrorOptions) {
    super(
      `run ${run}: ${holder} drives it - wait for it, or stop it: rowmill runs cancel ${run}`,
      options,
    );
    this.run = run;
  }
}

/** The run is not in a state in which this can be done. */
export class RunStatusError extends RowmillError {
  override readonly name = 'RunStatusError';
  readonly run: string;

  constructor(run: string, problem: string) {
    super(`run ${run}: ${problem}`);
    this.run = run;
  }
}

/** No task waits for the token: it was used, its task was called off, or it never was. */
export class UnknownTokenError extends RowmillError {
  override readonly name = 'UnknownTokenError';

  constructor(problem: string) {
    super(problem);
  }
}

/** The journal of a run cannot be read or written, so the run does not go on. */
export class RunJournalError extends RowmillError {
  override readonly name = 'RunJournalError';
  readonly run: string;

  constructor(problem: string, { run, ...options }: ErrorOptions & { readonly run: string }) {
    super(`run ${run}: ${problem}`, options);
    this.run = run;
  }
}

/** A run did not pass, and the process that saw why is gone: what is left is the name and the words. */
export class RunFailedError extends RowmillError {
  override readonly name = 'RunFailedError';
  /** Name of the error. */
  readonly failure: string;

  constructor(failure: string, problem: string) {
    super(problem === '' ? failure : problem);
    this.failure = failure;
  }
}
