import type { ContentDigest, PlacedGroup } from '@rowmill/core/kernels';
import { openControl } from './control.ts';
import type {
  CheckedRanges,
  Job,
  LoadShardJob,
  MaskedRanges,
  MaskFileJob,
  StoredPart,
  StoreShardJob,
  ValidateFileJob,
  WriteFileJob,
} from './jobs.ts';
import type { ShardLoader } from './load-shard.ts';

export type JobResult<J extends Job> = J extends StoreShardJob
  ? StoredPart[]
  : J extends LoadShardJob
    ? ContentDigest
    : J extends WriteFileJob
      ? readonly PlacedGroup[] | undefined
      : J extends MaskFileJob
        ? MaskedRanges
        : J extends ValidateFileJob
          ? CheckedRanges
          : undefined;

/** Errors lose their class on the way between threads; their name, message and code go along by hand. */
export interface WorkerFailure {
  readonly failure: {
    readonly name: string;
    readonly message: string;
    readonly code?: string;
    readonly stack?: string;
  };
}

/** What a worker thread does with a job. A failure stops the other workers of the same table. */
export async function run(job: Job): Promise<unknown> {
  try {
    return await runJob(job);
  } catch (error) {
    openControl(job.control).abort();
    return { failure: describeError(error) } satisfies WorkerFailure;
  }
}

/** Loads what a kind of job needs, before the first one comes. */
export async function load(kind: Job['kind']): Promise<void> {
  await MODULES[kind]();
}

// Each kind of job loads what it needs: most runs need one or two kinds.
const MODULES = {
  'write-file': () => import('./write-file.ts'),
  'write-parts': () => import('./write-parts.ts'),
  'store-shard': () => import('./store-shard.ts'),
  'load-shard': () => import('./load-shard.ts'),
  'mask-file': () => import('./mask-file.ts'),
  'validate-file': () => import('./check-file.ts'),
} as const;

/** One for all jobs of this worker: it keeps its connection. */
let loader: Promise<ShardLoader> | undefined;
function shardLoader(): Promise<ShardLoader> {
  loader ??= MODULES['load-shard']().then(({ createShardLoader }) => createShardLoader());
  return loader;
}

async function runJob(job: Job): Promise<unknown> {
  switch (job.kind) {
    case 'write-file':
      return (await MODULES['write-file']()).writeFile(job);
    case 'write-parts':
      return (await MODULES['write-parts']()).writeParts(job);
    case 'store-shard':
      return (await MODULES['store-shard']()).storeShard(job);
    case 'load-shard':
      return (await shardLoader()).load(job);
    case 'mask-file':
      return (await MODULES['mask-file']()).maskFile(job);
    case 'validate-file':
      return (await MODULES['validate-file']()).checkFile(job);
  }
}

function describeError(error: unknown): WorkerFailure['failure'] {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { name, message, ...code, ...(stack === undefined ? {} : { stack }) };
}
