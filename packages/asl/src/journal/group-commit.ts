interface Batch {
  readonly lines: string[];
  readonly done: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Many callers share one write. */
export interface GroupCommit {
  /**
   * @param line makes the line; it is told whether the line begins a batch.
   * @returns a promise that resolves when the line is written
   */
  add(line: (startsBatch: boolean) => string): Promise<void>;
  /** Resolves when nothing waits any more, whether it could be written or not. */
  idle(): Promise<void>;
}

/**
 * Writes lines in batches: what comes while a batch is being written makes up the next one. So one write and one
 * fsync serve all who wait, and nobody waits longer than for two of them. Order is kept. When a write fails, all
 * that wait fail with it and nothing is written any more: what the file holds after a failure is not known.
 */
export function createGroupCommit(write: (text: string) => Promise<void>): GroupCommit {
  let waiting: Batch | undefined;
  let writing: Promise<void> | undefined;
  let failure: { readonly reason: unknown } | undefined;

  async function writeAll(): Promise<void> {
    await undefined; // what is added in the same turn comes along
    for (let batch = waiting; batch !== undefined; batch = waiting) {
      waiting = undefined;
      await writeBatch(batch);
    }
    writing = undefined;
  }

  async function writeBatch(batch: Batch): Promise<void> {
    try {
      if (failure !== undefined) throw failure.reason;
      await write(batch.lines.join(''));
      batch.resolve();
    } catch (reason) {
      failure = { reason };
      batch.reject(reason);
    }
  }

  return {
    add(line) {
      if (failure !== undefined) return Promise.reject(failure.reason);
      const batch = waiting ?? newBatch();
      batch.lines.push(line(batch.lines.length === 0));
      waiting = batch;
      writing ??= writeAll();
      return batch.done;
    },
    async idle() {
      await writing;
    },
  };
}

function newBatch(): Batch {
  let resolve = () => {};
  let reject: (reason: unknown) => void = () => {};
  const done = new Promise<void>((onDone, onFailure) => {
    resolve = onDone;
    reject = onFailure;
  });
  return { lines: [], done, resolve, reject };
}
