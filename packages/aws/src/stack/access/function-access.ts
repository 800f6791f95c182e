import type { EVENT_LAMBDAS, WORKFLOW_LAMBDAS } from '../../deployment.ts';

/** What a function may do with an object. `write` covers copies and uploads in several parts. */
export type ObjectAction = 'read' | 'write' | 'delete';

/** What a function does with some objects of the bucket. */
export interface ObjectAccess {
  /** `*` stands for any text, `/` included, as in policies of AWS. */
  readonly keys: string;
  readonly actions: readonly ObjectAction[];
  readonly why: string;
}

/** Access to buckets of S3 sources and targets, which are none of the deployment. */
export type OutsideAccess = 'none' | 'read sources' | 'write targets';

/** What a function needs beside its own logs and traces; secrets and leases are in the deployment. */
export interface FunctionAccess {
  readonly objects: readonly ObjectAccess[];
  readonly outside: OutsideAccess;
  /** Lists all leases, not those alone whose names it knows. */
  readonly listsLeases: boolean;
  /** Lists and ends uploads that nobody completed. */
  readonly endsUploads: boolean;
  /** Reads the history of executions. */
  readonly readsHistory: boolean;
  /** Starts builds of the test project. */
  readonly startsTests: boolean;
  /** Stops builds of the test project. */
  readonly stopsTests: boolean;
  /** Answers task tokens of the state machine. */
  readonly answersTokens: boolean;
}

type Lambdas = typeof WORKFLOW_LAMBDAS & typeof EVENT_LAMBDAS;
export type LambdaEntry = Lambdas[keyof Lambdas]['entry'];

const RUN: ObjectAccess = {
  keys: 'runs/*',
  actions: ['read', 'write'],
  why: 'what tasks of a run hand on to one another',
};

const DATASETS: ObjectAccess = {
  keys: 'datasets/*',
  actions: ['read'],
  why: 'the manifest and the parts of the dataset',
};

const PRIVATE: ObjectAccess = {
  keys: 'runs/*/private/*',
  actions: ['delete'],
  why: 'what tests were given to reach their environment goes with its end',
};

const NOTHING_ELSE = {
  outside: 'none',
  listsLeases: false,
  endsUploads: false,
  readsHistory: false,
  startsTests: false,
  stopsTests: false,
  answersTokens: false,
} as const;

/** The one place that says who may do what with stored objects. Roles and docs/access.md are made from it. */
export const FUNCTION_ACCESS: Readonly<Record<LambdaEntry, FunctionAccess>> = {
  plan: {
    ...NOTHING_ELSE,
    objects: [
      RUN,
      {
        keys: 'datasets/*',
        actions: ['read', 'write', 'delete'],
        why: 'finds a stored dataset, notes that the run builds it, and discards a damaged one',
      },
    ],
  },
  'mask-table': {
    ...NOTHING_ELSE,
    outside: 'read sources',
    objects: [
      RUN,
      { keys: 'datasets/*', actions: ['read', 'write'], why: 'stores masked parts' },
      {
        keys: 'runs/*/dataset/*',
        actions: ['delete'],
        why: 'rows of a live database may be others when a table is masked again',
      },
    ],
  },
  'build-shard': {
    ...NOTHING_ELSE,
    objects: [
      RUN,
      {
        keys: 'datasets/*',
        actions: ['read', 'write'],
        why: 'stores parts, and finds those there',
      },
    ],
  },
  'store-dataset': {
    ...NOTHING_ELSE,
    objects: [
      RUN,
      {
        keys: 'datasets/*',
        actions: ['read', 'write', 'delete'],
        why: 'writes the manifest, replaces a dataset of a live source, and ends the note of its building',
      },
      { keys: 'runs/*/dataset/*', actions: ['delete'], why: 'parts that became the dataset' },
    ],
  },
  'validate-dataset': {
    ...NOTHING_ELSE,
    objects: [
      RUN,
      DATASETS,
      {
        keys: 'runs/*/keys/*',
        actions: ['delete'],
        why: 'keys of rows are of no use once checked',
      },
    ],
  },
  provision: { ...NOTHING_ELSE, outside: 'write targets', objects: [RUN, DATASETS] },
  'deliver-shard': { ...NOTHING_ELSE, outside: 'write targets', objects: [RUN, DATASETS] },
  'set-up': { ...NOTHING_ELSE, outside: 'write targets', objects: [RUN, DATASETS] },
  'run-tests': { ...NOTHING_ELSE, startsTests: true, objects: [RUN, DATASETS] },
  'clean-up': {
    ...NOTHING_ELSE,
    outside: 'write targets',
    endsUploads: true,
    stopsTests: true,
    objects: [
      { keys: 'runs/*', actions: ['read', 'write', 'delete'], why: 'removes what the run leaves' },
      {
        keys: 'datasets/*',
        actions: ['read', 'delete'],
        why: 'removes a dataset that was not completed and that no other run builds',
      },
    ],
  },
  report: {
    ...NOTHING_ELSE,
    endsUploads: true,
    readsHistory: true,
    objects: [RUN, DATASETS],
  },
  'test-ended': { ...NOTHING_ELSE, answersTokens: true, objects: [RUN, PRIVATE] },
  sweep: { ...NOTHING_ELSE, outside: 'write targets', listsLeases: true, objects: [] },
};

/**
 * Whether a function may do something with an object of the bucket.
 *
 * @param key of the object
 */
export function mayAccess(entry: LambdaEntry, action: ObjectAction, key: string): boolean {
  return FUNCTION_ACCESS[entry].objects.some(
    ({ keys, actions }) => actions.includes(action) && matchesKeys(keys, key),
  );
}

function matchesKeys(keys: string, key: string): boolean {
  const texts = keys.split('*').map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${texts.join('.*')}$`, 's').test(key);
}
