import { RESULT_ENDED, RESULT_FAULT, RESULT_ROWS, RESULT_SUM } from './column';
import { hashTuple } from './hash';

const NULL: i32 = -1;
/** Field count that ends a stream. */
const NO_MORE: i32 = -1;

/**
 * Hashes the whole tuples between two addresses and gives the address of the first one that is not whole.
 * Up to 15 bytes behind `end` are read, none is written but those of `result`.
 */
export function digestTuples(from: usize, end: usize, fields: i32, result: usize): usize {
  let sum: u64 = 0;
  let rows: i32 = 0;
  let start = from;
  store<i32>(result, 0, RESULT_ENDED);
  store<i32>(result, -1, RESULT_FAULT);
  while (start + 2 <= end) {
    const count = <i32><i16>bswap<u16>(load<u16>(start));
    if (count != fields) {
      if (count == NO_MORE) {
        store<i32>(result, 1, RESULT_ENDED);
        start += 2;
      } else store<i32>(result, 0, RESULT_FAULT);
      break;
    }
    const behind = endOfTuple(start + 2, end, fields);
    if (behind == 0) break;
    sum += hashTuple(start, behind);
    rows++;
    start = behind;
  }
  store<i32>(result, rows, RESULT_ROWS);
  store<u64>(result, sum, RESULT_SUM);
  return start;
}

/** Address behind the fields of a tuple; 0 when they are not all there. */
// @ts-ignore: decorator
@inline
function endOfTuple(fieldsStart: usize, end: usize, fields: i32): usize {
  let at = fieldsStart;
  for (let field = 0; field < fields; field++) {
    if (at + 4 > end) return 0;
    const length = bswap<i32>(load<i32>(at));
    at += 4;
    if (length == NULL) continue;
    // Compared without a sum: a broken length must not run over the address space.
    if (<usize>length > end - at) return 0;
    at += length;
  }
  return at;
}
