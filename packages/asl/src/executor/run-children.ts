import type { MapState } from '../document/states.ts';
import { StateFailure } from '../errors.ts';
import { type Hold, openHold } from './hold.ts';
import { endCourse, judgeWhole, type MapRunCourse } from './map-run-course.ts';
import { childInputs } from './map-run-items.ts';
import { childPath } from './paths.ts';
import { readPast } from './read-executions.ts';

/** Children whose past is read from the journal at once, before they are run again. */
const REDRIVEN_AT_ONCE = 500;

/** Begins the children of a map run, as many at a time as it allows; resolves when all have ended. */
export async function runChildren(course: MapRunCourse, map: MapState): Promise<void> {
  const hold = openHold(course.host);
  try {
    await goOnWithChildren(course);
    if (map.ItemProcessor.ProcessorConfig?.ExecutionType !== 'EXPRESS') {
      await redriveChildren(course, hold);
    }
    await startChildren(course, hold);
  } catch (failure) {
    if (!(failure instanceof StateFailure)) throw failure;
    endCourse(course, { kind: 'failed', failure });
  }
  while (course.children.size() > 0 && !course.host.isHalted) {
    await hold.whileWaiting(course.children.change());
  }
  hold.end();
}

/** What an earlier process had begun and not ended. */
async function goOnWithChildren({ host, path, children, ending }: MapRunCourse): Promise<void> {
  const hasToStop = ending !== undefined;
  for (const [index, past] of host.leftOver.take(path)) {
    await children.goOn(index, past, { hasToStop });
  }
}

/** What failed, or was stopped, before the execution was redriven. */
async function redriveChildren(course: MapRunCourse, hold: Hold): Promise<void> {
  const { host, path, record, children } = course;
  for (const indexes of inGroups(record.toRunAgain(), REDRIVEN_AT_ONCE)) {
    if (mayNotBegin(course)) return;
    const paths = new Set(indexes.map((index) => childPath(path, index)));
    const pasts = await readPast(host.journal, paths);
    for (const index of indexes) {
      await waitForPlace(course, hold);
      if (mayNotBegin(course)) return;
      await children.redrive(index, pasts.get(childPath(path, index)) ?? []);
    }
  }
}

async function startChildren(course: MapRunCourse, hold: Hold): Promise<void> {
  const { record, children, source } = course;
  const totals = { items: 0, children: 0 };
  if (mayNotBegin(course)) return;
  for await (const { index, input, itemCount } of childInputs(source)) {
    totals.items += itemCount;
    totals.children += 1;
    if (record.markOf(index) !== 'none' || children.has(index)) continue;
    await waitForPlace(course, hold);
    if (mayNotBegin(course)) return;
    children.start(index, input);
  }
  course.totals = totals;
  judgeWhole(course);
}

async function waitForPlace(course: MapRunCourse, hold: Hold): Promise<void> {
  const { children, source } = course;
  while (children.size() >= source.request.maxConcurrency && !mayNotBegin(course)) {
    await hold.whileWaiting(children.change());
  }
}

const mayNotBegin = ({ ending, host }: MapRunCourse): boolean =>
  ending !== undefined || host.isHalted;

function* inGroups(indexes: Iterable<number>, size: number): Generator<readonly number[]> {
  let group: number[] = [];
  // A copy would not be flat: marks change behind the iterator only, where children have begun.
  for (const index of indexes) {
    group.push(index);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
