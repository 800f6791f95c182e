import { copyText } from './copy-text.ts';

/** Distinct keys remembered at once; the memory starts afresh when it is full. */
const MEMO_ENTRIES = 16_384;

/** As many while keys hardly ever repeat: then remembering them costs more than it saves. */
const FEW_ENTRIES = 512;

/** One repeat for so many new keys is worth the full memory. */
const NEW_KEYS_PER_REPEAT = 8;

/** Results of longer keys are computed each time: remembering them could take more memory than the batch. */
const MEMO_CHARACTERS = 512;

/** Looks up the result for a key, or computes and remembers it. `compute` has to depend on the key alone. */
export type Memo = (key: string, compute: () => string) => string;

/** Remembers results of a pure function within bounded memory. */
export function createMemo(): Memo {
  const known = new Map<string, string>();
  let most = MEMO_ENTRIES;
  let repeats = 0;
  const makeRoom = (): void => {
    most = repeats * NEW_KEYS_PER_REPEAT < known.size ? FEW_ENTRIES : MEMO_ENTRIES;
    repeats = 0;
    known.clear();
  };
  return (key, compute) => {
    const found = known.get(key);
    if (found !== undefined) {
      repeats += 1;
      return found;
    }
    const result = compute();
    if (key.length <= MEMO_CHARACTERS) {
      if (known.size >= most) makeRoom();
      known.set(copyText(key), result);
    }
    return result;
  };
}
