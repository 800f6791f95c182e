import { StateFailure } from '../errors.ts';
import type { Json } from '../json.ts';
import type { ResultEntry } from '../map-run/result-entry.ts';
import { writeResults } from '../map-run/write-results.ts';
import type { ObjectStore } from '../ports.ts';
import { mapRunArn, mapRunUuid } from '../reducer/map-run-arn.ts';
import { childFacts, mapOf } from './child-facts.ts';
import { endedChildren } from './ended-children.ts';
import type { MapRunCourse } from './map-run-course.ts';
import { childInputs, type ItemsOptions } from './map-run-items.ts';

/**
 * The output of a map run, with its files written where it has a `ResultWriter` with a bucket. A map run that failed
 * too often has files too.
 *
 * @throws {@link StateFailure} why the map run failed
 */
export async function mapRunResults(course: MapRunCourse): Promise<Json> {
  const { ending } = course;
  if (ending?.kind === 'failed') throw ending.failure;
  const hasDestination = course.source.request.writer?.destination !== undefined;
  if (ending === undefined) {
    return write(course, isSimple(course) ? keptEntries : storedEntries);
  }
  if (hasDestination) await write(course, storedEntries);
  throw new StateFailure(
    'States.ExceedToleratedFailureThreshold',
    'The specified tolerated failure threshold was exceeded',
  );
}

/** Whether outputs are all that the results are made of. */
function isSimple({ source, record }: MapRunCourse): boolean {
  const { writer } = source.request;
  const { failed } = record.counts();
  return (
    writer?.destination === undefined && writer?.config.Transformation !== 'NONE' && failed === 0
  );
}

async function write(
  course: MapRunCourse,
  entries: (course: MapRunCourse) => AsyncIterable<ResultEntry>,
): Promise<Json> {
  const { owner, request, objects } = course.source;
  if (request.writer?.destination !== undefined && objects === undefined) {
    throw new StateFailure(
      'States.ResultWriterFailed',
      `state "${request.state}" writes its results, and there is no object store - give one as "objects"`,
    );
  }
  return writeResults(request.writer, {
    objects: objects ?? noObjects,
    mapRunArn: mapRunArn(owner.facts, request),
    uuid: mapRunUuid(owner.facts, request),
    entries: () => entries(course),
    redriveCount: course.record.redriveCount(),
  });
}

async function* keptEntries({ source, record }: MapRunCourse): AsyncGenerator<ResultEntry, void> {
  const outputs = record.outputs();
  if (outputs === undefined) throw tooLarge(source.request.state);
  const identityOf = entryIdentity(source);
  for (const index of [...outputs.keys()].sort((a, b) => a - b)) {
    const output = outputs.get(index) ?? null;
    yield { ...identityOf(index), ...UNTOLD, status: 'SUCCEEDED', output };
  }
}

/** Of children whose outputs are all that results are made of. */
const UNTOLD = { input: null, startedAt: 0, stoppedAt: 0, redriveCount: 0, generation: 0 } as const;

/** All children as the journal tells of them, then those that were not begun. */
async function* storedEntries(course: MapRunCourse): AsyncGenerator<ResultEntry, void> {
  const { host, path, source, record, ending } = course;
  const identityOf = entryIdentity(source);
  for await (const { index, outcome, ...child } of endedChildren(host.journal, path)) {
    yield { ...identityOf(index), ...child, ...outcome };
  }
  if (ending === undefined) return;
  for await (const { index, input } of childInputs(source)) {
    if (record.markOf(index) !== 'none') continue;
    const pending = { ...identityOf(index), status: 'PENDING', input, redriveCount: 0 } as const;
    yield pending;
  }
}

interface EntryIdentity {
  readonly name: string;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly executionType: 'STANDARD' | 'EXPRESS';
}

function entryIdentity({ owner, request }: ItemsOptions): (index: number) => EntryIdentity {
  const factsOf = childFacts(owner.facts, request, mapOf(owner.facts, request));
  return (index) => {
    const { name, arn, stateMachine, type = 'STANDARD' } = factsOf(index);
    return { name, executionArn: arn, stateMachineArn: stateMachine.arn, executionType: type };
  };
}

const tooLarge = (state: string): StateFailure =>
  new StateFailure(
    'States.DataLimitExceeded',
    `The state/task '${state}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );

/** Results without a bucket ask for no objects. */
const noObjects: ObjectStore = {
  read: () => unreachable(),
  list: () => unreachable(),
  write: () => unreachable(),
};

function unreachable(): never {
  throw new Error('results without a bucket have no files');
}
