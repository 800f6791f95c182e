import type { StateFailure } from '../errors.ts';
import { isToleranceExceeded } from '../map-run/tolerance.ts';
import type { MapRunProgress } from './execution.ts';
import type { ExecutionHost } from './execution-host.ts';
import type { MapRunChildren } from './map-run-children.ts';
import type { ItemsOptions } from './map-run-items.ts';
import type { MapRunRecord } from './map-run-record.ts';

/** A map run that is under way, for the parts that drive it. */
export interface MapRunCourse {
  readonly host: ExecutionHost;
  readonly path: string;
  readonly record: MapRunRecord;
  readonly source: ItemsOptions;
  readonly children: MapRunChildren;
  /** Why no further children are begun, and those under way are stopped. */
  ending?: MapRunEnding;
  /** Absent while items are still being read. */
  totals?: MapRunTotals;
}

export interface MapRunTotals {
  readonly items: number;
  /** Absent while items are still being joined into batches. */
  readonly children?: number;
}

export type MapRunEnding =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'tolerance-exceeded' }
  | { readonly kind: 'failed'; readonly failure: StateFailure };

/** Stops what is under way. The first reason counts. */
export function endCourse(course: MapRunCourse, ending: MapRunEnding): void {
  if (course.ending !== undefined) return;
  course.ending = ending;
  course.children.stopAll();
}

/** Ends the map run when more has failed than it survives. */
export function judge(course: MapRunCourse): void {
  const { request } = course.source;
  const { failed, failedItems } = course.record.counts();
  const counts = {
    failed: request.batcher === undefined ? failed : failedItems,
    ...(course.totals !== undefined && { total: course.totals.items }),
  };
  if (isToleranceExceeded(counts, request)) endCourse(course, { kind: 'tolerance-exceeded' });
}

/** All children have begun. */
export function judgeWhole(course: MapRunCourse): void {
  judge(course);
  // An earlier process stopped children because its reader failed, as the reader of this one has not.
  if (course.record.counts().aborted > 0) endCourse(course, { kind: 'tolerance-exceeded' });
}

export function tellProgress(
  { host, path, record, source, totals }: MapRunCourse,
  status: MapRunProgress['status'],
): void {
  const { failedItems: _, ...counts } = record.counts();
  const begun = counts.succeeded + counts.failed + counts.aborted + counts.running;
  const total = totals?.children;
  host.tellMapRun({
    mapRun: path,
    state: source.request.state,
    status,
    ...counts,
    pending: total === undefined ? 0 : total - begun,
    ...(total !== undefined && { total }),
  });
}
