/** Requests to a store that are under way at the same time: more gain little, and open files are few. */
const AT_ONCE = 16;

/** What the work makes of each item, in their order, a few at a time. The first failure ends it. */
export async function eachOf<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  atOnce: number = AT_ONCE,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  let hasFailed = false;
  const go = async (): Promise<void> => {
    while (next < items.length && !hasFailed) {
      const index = next++;
      results[index] = await work(items[index] as Item).catch((error: unknown) => {
        hasFailed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, go));
  return results;
}
