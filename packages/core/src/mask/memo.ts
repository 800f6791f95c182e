import { copyText } from './copy-text.ts';

/** Distinct keys remembered at once; the memory starts afresh when it is full. */
const MEMO_ENTRIES = 16_384;

/** Results of longer keys are computed each time: remembering them could take more memory than the batch. */
const MEMO_CHARACTERS = 512;

/** Looks up the result for a key, or computes and remembers it. `compute` has to depend on the key alone. */
export type Memo = (key: string, compute: () => string) => string;

/** Remembers results of a pure function within bounded memory. */
export function createMemo(): Memo {
  const known = new Map<string, string>();
  return (key, compute) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const result = compute();
    if (key.length <= MEMO_CHARACTERS) {
      if (known.size >= MEMO_ENTRIES) known.clear();
      known.set(copyText(key), result);
    }
    return result;
  };
}
