/** Failures that a map run survives. Without either limit, none. */
export interface FailureTolerance {
  readonly toleratedFailureCount?: number;
  /** Per cent of all items, 0 to 100. */
  readonly toleratedFailurePercentage?: number;
}

export interface FailureCounts {
  /** Items whose child execution failed, timed out or was stopped; with batches, all items of the batch. */
  readonly failed: number;
  /** All items; absent while a reader has not come to their end. */
  readonly total?: number;
}

/**
 * Whether a map run fails now. Each limit stands for itself: going over either fails the map run. A percentage alone
 * sets no count. As a percentage needs the number of all items, it is judged only once that is known: a map run over
 * a stream may go on for longer here than on AWS, which counts first, but ends in the same way.
 *
 * Source: AWS Step Functions developer guide, "Setting failure thresholds for Distributed Map states".
 */
export function isToleranceExceeded(
  { failed, total }: FailureCounts,
  { toleratedFailureCount, toleratedFailurePercentage }: FailureTolerance,
): boolean {
  const count =
    toleratedFailurePercentage === undefined ? (toleratedFailureCount ?? 0) : toleratedFailureCount;
  if (count !== undefined && failed > count) {
    return true;
  }
  if (toleratedFailurePercentage === undefined || total === undefined) {
    return false;
  }
  return failed * 100 > toleratedFailurePercentage * total;
}
