/** Records that a child of a map run leaves in its journal: it began, its task answered, it ended. */
export function childRecords(index) {
  const at = 1_790_000_000_000 + index;
  const execution = `/1/${index}`;
  const shard = { run: 'run-20260101', table: 'orders', shard: index, firstRow: index * 100_000 };
  const part = { key: `orders/${index}.parquet`, rows: 100_000, bytes: 6_123_456, digest: DIGEST };
  return [
    { kind: 'event', execution, at, event: { type: 'ExecutionStarted', input: shard } },
    {
      kind: 'event',
      execution,
      at,
      event: { type: 'TaskSucceeded', task: '1', output: part },
    },
    {
      kind: 'child-ended',
      mapRun: '/1',
      index,
      at,
      outcome: { status: 'SUCCEEDED', output: part },
    },
  ];
}

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** @param count of records, all of the same kind, about as long as the others */
export function eventRecords(count) {
  return Array.from({ length: count }, (_, index) => childRecords(index)[1]);
}

/**
 * Appends records to a journal, so many at the same time.
 *
 * @param append answers a promise that resolves when its record is durable.
 */
export async function appendAll(records, width, append) {
  for (let start = 0; start < records.length; start += width) {
    await Promise.all(records.slice(start, start + width).map(append));
  }
}
