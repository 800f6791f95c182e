/** What became of the children of a map run, by index: two bits each. */
export type ChildMark = 'none' | 'succeeded' | 'failed' | 'aborted';

export interface IndexMarks {
  get(index: number): ChildMark;
  set(index: number, mark: ChildMark): void;
  /** Indexes with the mark, in their order. */
  having(mark: Exclude<ChildMark, 'none'>): Iterable<number>;
}

const MARKS: readonly ChildMark[] = ['none', 'succeeded', 'failed', 'aborted'];

export function indexMarks(): IndexMarks {
  let bytes = new Uint8Array(16);

  const get = (index: number): ChildMark =>
    MARKS[((bytes[index >>> 2] ?? 0) >>> shift(index)) & 3] ?? 'none';

  return {
    get,
    set(index, mark) {
      const at = index >>> 2;
      if (at >= bytes.length) bytes = grown(bytes, at);
      const others = (bytes[at] ?? 0) & ~(3 << shift(index));
      bytes[at] = others | (MARKS.indexOf(mark) << shift(index));
    },
    *having(mark) {
      for (let index = 0; index < 4 * bytes.length; index++) {
        if (get(index) === mark) yield index;
      }
    },
  };
}

const shift = (index: number): number => 2 * (index & 3);

function grown(bytes: Uint8Array, at: number): Uint8Array<ArrayBuffer> {
  const longer = new Uint8Array(Math.max(at + 1, 2 * bytes.length));
  longer.set(bytes);
  return longer;
}
