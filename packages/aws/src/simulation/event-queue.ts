/** Times in order: the earliest comes out first. */
export interface EventQueue {
  readonly size: number;
  add(time: number): void;
  /** The earliest; it is taken out. @throws RangeError when there is none. */
  take(): number;
}

/** A binary heap (Williams 1964). */
export function createEventQueue(): EventQueue {
  const times: number[] = [];
  const at = (index: number): number => times[index] ?? Number.POSITIVE_INFINITY;
  const swap = (one: number, other: number): void => {
    const [first, second] = [at(one), at(other)];
    times[one] = second;
    times[other] = first;
  };
  const rise = (start: number): void => {
    for (let index = start; index > 0; ) {
      const parent = (index - 1) >> 1;
      if (at(parent) <= at(index)) return;
      swap(parent, index);
      index = parent;
    }
  };
  const sink = (): void => {
    for (let index = 0; ; ) {
      const left = 2 * index + 1;
      const least = at(left + 1) < at(left) ? left + 1 : left;
      if (at(least) >= at(index)) return;
      swap(index, least);
      index = least;
    }
  };
  return {
    get size() {
      return times.length;
    },
    add(time) {
      times.push(time);
      rise(times.length - 1);
    },
    take() {
      const [first] = times;
      const last = times.pop();
      if (first === undefined || last === undefined) throw new RangeError('the queue is empty');
      if (times.length > 0) {
        times[0] = last;
        sink();
      }
      return first;
    },
  };
}
