/** What one process keeps of a run while it works for it. */
export interface RunSession {
  /** Nobody works for the run at the moment: what the next call can have again goes. */
  rest(): Promise<void>;
  /** Lets go of it: nothing of the run is left in this process or on its disk. */
  close(): Promise<void>;
}

/** Sessions of runs: that of the last run stays, as most calls that follow are of the same one. */
export interface RunSessions<Session extends RunSession> {
  /** Calls of one run share its session, at the same time as well. */
  use<Result>(run: string, work: (session: Session) => Promise<Result>): Promise<Result>;
}

interface Entry<Session> {
  readonly opened: Promise<Session>;
  users: number;
}

export function openRunSessions<Session extends RunSession>(
  open: (run: string) => Promise<Session>,
): RunSessions<Session> {
  const entries = new Map<string, Entry<Session>>();

  /** A process that comes to work for another run forgets those that nobody works for. */
  const closeOthers = async (run: string): Promise<void> => {
    const idle = [...entries].filter(([other, { users }]) => other !== run && users === 0);
    for (const [other, { opened }] of idle) {
      entries.delete(other);
      await opened.then(
        (session) => session.close(),
        () => undefined,
      );
    }
  };

  return {
    async use(run, work) {
      const entry = entries.get(run) ?? { opened: open(run), users: 0 };
      entries.set(run, entry);
      entry.users += 1;
      // It may fail while others are closed, when nobody waits for it yet.
      entry.opened.catch(() => undefined);
      try {
        await closeOthers(run);
        return await work(await entry.opened);
      } finally {
        entry.users -= 1;
        const opened = await entry.opened.catch(() => undefined);
        if (opened === undefined && entries.get(run) === entry) entries.delete(run);
        if (entry.users === 0) await opened?.rest();
      }
    },
  };
}
