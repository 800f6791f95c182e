/** Where an invocation happens: the same for all of one process. */
export interface InvocationSource {
  readonly deployment: string;
  /** As in the deployment: `rowmill-build-shard`. */
  readonly function: string;
  /** Of AWS; empty where it does not run in Lambda. */
  readonly region: string;
  /** Of the function; 0 where it does not run in Lambda. */
  readonly memoryMegabytes: number;
  /** From the start of the process until the function was loaded. */
  readonly loadSeconds: number;
}

/** What an invocation is about. Names and numbers alone: every log line and every metric carries them. */
export interface InvocationFacts extends InvocationSource {
  readonly requestId: string;
  /** First of its process. */
  readonly isCold: boolean;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Id of the run; absent where an event starts the function. */
  readonly run?: string;
  readonly table?: string;
  readonly shard?: number;
  /** 0 for the first try of a state. */
  readonly attempt?: number;
}

/** An invocation that is over. */
export interface EndedInvocation extends InvocationFacts {
  /** Milliseconds since 1970. */
  readonly endedAt: number;
}

/** Reads from the payload of a task what its lines are told apart by. Nothing else of a payload is logged. */
export function beginInvocation(
  source: InvocationSource,
  event: unknown,
  invocation: Pick<InvocationFacts, 'requestId' | 'isCold' | 'startedAt'>,
): InvocationFacts {
  const { run, table, shard, attempt } = membersOf(event);
  const { id } = membersOf(run);
  return {
    ...source,
    ...invocation,
    ...(typeof id === 'string' ? { run: id } : {}),
    ...(typeof table === 'string' ? { table } : {}),
    ...(typeof shard === 'number' ? { shard } : {}),
    ...(typeof attempt === 'number' ? { attempt } : {}),
  };
}

export const secondsOf = ({ startedAt, endedAt }: EndedInvocation): number =>
  Math.max(0, endedAt - startedAt) / 1000;

/** Members of an object; none of anything else. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
