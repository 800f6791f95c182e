import type { ChildOutcome } from '../journal/journal.ts';
import { byteLength, isObject, type Json } from '../json.ts';
import { LIMITS } from '../limits.ts';
import { type ChildMark, indexMarks } from './index-marks.ts';

/**
 * What became of the children of a map run so far. A few bits for each child: outputs are kept only while they may
 * still become the output of the state.
 */
export interface MapRunRecord {
  markOf(index: number): ChildMark;
  counts(): MapRunCounts;
  /** By index; undefined when they are larger than any output may be, or not wanted. */
  outputs(): ReadonlyMap<number, Json> | undefined;
  /** They become files. */
  dropOutputs(): void;
  /** A child has begun, or goes on after it was redriven. */
  begin(index: number): void;
  /** @param input of the child, where it is at hand */
  end(index: number, outcome: ChildOutcome, input: Json | undefined): void;
  /** The execution that the map run belongs to was redriven: what did not succeed is to be run again. */
  redrive(): void;
  /** How often that was. */
  redriveCount(): number;
  /** In their order. */
  toRunAgain(): Iterable<number>;
}

export interface MapRunCounts {
  readonly succeeded: number;
  /** With those that timed out. */
  readonly failed: number;
  readonly aborted: number;
  /** Begun and not ended. */
  readonly running: number;
  /** With batches: items of the batches that failed. */
  readonly failedItems: number;
}

/** Outputs are flattened at best by a few bytes each: beyond this they cannot become a payload. */
const MAX_OUTPUT_BYTES = 4 * LIMITS.payloadBytes;

export function mapRunRecord(): MapRunRecord {
  const marks = indexMarks();
  let again = indexMarks();
  const counts = { succeeded: 0, failed: 0, aborted: 0, running: 0, failedItems: 0 };
  const batchSizes = new Map<number, number>();
  let outputs: Map<number, Json> | undefined = new Map();
  let outputBytes = 0;
  let redrives = 0;

  const keepOutput = (index: number, output: Json): void => {
    if (outputs === undefined) return;
    outputBytes += byteLength(output);
    if (outputBytes > MAX_OUTPUT_BYTES) outputs = undefined;
    else outputs.set(index, output);
  };

  return {
    markOf: marks.get,
    counts: () => ({ ...counts }),
    outputs: () => outputs,
    dropOutputs() {
      outputs = undefined;
    },
    begin(index) {
      again.set(index, 'none');
      counts.running++;
    },
    end(index, outcome, input) {
      counts.running--;
      const mark = markFor(outcome);
      marks.set(index, mark);
      counts[mark]++;
      if (outcome.status === 'SUCCEEDED') keepOutput(index, outcome.output);
      const size = input === undefined ? (batchSizes.get(index) ?? 1) : batchSize(input);
      if (mark === 'failed') counts.failedItems += size;
      if (mark !== 'succeeded' && size !== 1) batchSizes.set(index, size);
    },
    redrive() {
      redrives++;
      const next = indexMarks();
      for (const left of [
        marks.having('failed'),
        marks.having('aborted'),
        again.having('failed'),
      ]) {
        for (const index of left) next.set(index, 'failed');
      }
      for (const index of next.having('failed')) marks.set(index, 'none');
      again = next;
      Object.assign(counts, { failed: 0, aborted: 0, failedItems: 0 });
    },
    redriveCount: () => redrives,
    toRunAgain: () => again.having('failed'),
  };
}

function markFor({ status }: ChildOutcome): Exclude<ChildMark, 'none'> {
  if (status === 'SUCCEEDED') return 'succeeded';
  return status === 'ABORTED' ? 'aborted' : 'failed';
}

/** Items of a batch; of interest only where the map has an `ItemBatcher`. */
function batchSize(input: Json): number {
  return isObject(input) && Array.isArray(input.Items) ? input.Items.length : 1;
}
