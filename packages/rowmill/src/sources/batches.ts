/**
 * Cuts groups of any size into batches of `size`; the last may be smaller.
 *
 * When reading fails, the rows read so far come first, then the error: nothing that was sound is lost.
 */
export async function* inBatches<Row>(
  groups: AsyncIterable<readonly Row[]>,
  size: number,
): AsyncGenerator<readonly Row[]> {
  let waiting: Row[] = [];
  let failure: { readonly error: unknown } | undefined;
  for await (const group of settled(groups)) {
    if ('error' in group) failure = group;
    else {
      waiting = waiting.concat(group.rows);
      while (waiting.length >= size) yield waiting.splice(0, size);
    }
  }
  if (waiting.length > 0) yield waiting;
  waiting = [];
  if (failure) throw failure.error;
}

type Settled<Row> = { readonly rows: readonly Row[] } | { readonly error: unknown };

/** Turns an error while reading into a last element. */
async function* settled<Row>(groups: AsyncIterable<readonly Row[]>): AsyncGenerator<Settled<Row>> {
  try {
    for await (const rows of groups) yield { rows };
  } catch (error) {
    yield { error };
  }
}
