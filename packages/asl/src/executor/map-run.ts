import { StateFailure } from '../errors.ts';
import type { ExecutionEvent } from '../reducer/events.ts';
import { childFacts, mapOf } from './child-facts.ts';
import type { ExecutionHost } from './execution-host.ts';
import { openHold } from './hold.ts';
import type { Instance, StartMapRun } from './instance.ts';
import { mapRunChildren } from './map-run-children.ts';
import { endCourse, judge, type MapRunCourse, tellProgress } from './map-run-course.ts';
import { mapRunResults } from './map-run-results.ts';
import { mapRunPath } from './paths.ts';
import type { PendingMapRun } from './pending-commands.ts';
import { runChildren } from './run-children.ts';

/** Starts the map runs of all executions of a host. */
export function mapRunStarter(host: ExecutionHost): StartMapRun {
  const start: StartMapRun = (owner, pending) => {
    const course = openCourse({ host, owner, pending, start });
    const done = run(course).catch((error: unknown) => host.halt(error));
    return { stop: () => stop(course, done) };
  };
  return start;
}

/** Runs the children of a distributed map, and tells the execution that they belong to how that ended. */
async function run(course: MapRunCourse): Promise<void> {
  const { host, source } = course;
  tellProgress(course, 'RUNNING');
  judge(course);
  await runChildren(course, mapOf(source.owner.facts, source.request));
  if (host.isHalted) return;
  if (course.ending?.kind === 'stopped') {
    tellProgress(course, 'ABORTED');
    return;
  }
  const hold = openHold(host);
  const event = await conclude(course);
  tellProgress(course, event.type === 'MapRunSucceeded' ? 'SUCCEEDED' : 'FAILED');
  // Not awaited: the execution may be waiting for this map run to come to rest.
  void source.owner.handle(event);
  hold.end();
}

async function stop(course: MapRunCourse, done: Promise<void>): Promise<void> {
  endCourse(course, { kind: 'stopped' });
  await done;
}

async function conclude(course: MapRunCourse): Promise<ExecutionEvent> {
  const { mapRun } = course.source.request;
  try {
    const output = await mapRunResults(course);
    course.host.records.drop(course.path);
    return { type: 'MapRunSucceeded', mapRun, output };
  } catch (failure) {
    if (!(failure instanceof StateFailure)) throw failure;
    return { type: 'MapRunFailed', mapRun, error: failure.error, cause: failure.message };
  }
}

function openCourse({
  host,
  owner,
  pending: { request, at },
  start,
}: {
  readonly host: ExecutionHost;
  readonly owner: Instance;
  readonly pending: PendingMapRun;
  readonly start: StartMapRun;
}): MapRunCourse {
  const path = mapRunPath(owner.path, request.mapRun);
  const record = host.records.of(path);
  if (request.writer?.destination !== undefined) record.dropOutputs();
  const children = mapRunChildren({
    host,
    path,
    record,
    factsOf: childFacts(owner.facts, request, mapOf(owner.facts, request)),
    startMapRun: start,
    onEnd() {
      judge(course);
      tellProgress(course, 'RUNNING');
    },
  });
  const { items, batcher } = request;
  const course: MapRunCourse = {
    host,
    path,
    record,
    source: { owner, request, at, objects: host.objects },
    children,
    ...(items !== undefined && {
      totals: { items: items.length, ...(batcher === undefined && { children: items.length }) },
    }),
  };
  return course;
}
