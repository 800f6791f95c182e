import { TAG_NULL } from './plan';

/** Sets `valid` to 1 where a tag is behind TAG_NULL, else to 0: u8[count] each, overwriting up to 15 bytes behind. */
export function markValid(tags: usize, valid: usize, count: i32): void {
  const none = i8x16.splat(<i8>TAG_NULL);
  for (let at: usize = 0, end = <usize>count; at < end; at += 16) {
    v128.store(valid + at, i8x16.shr_u(i8x16.gt_u(v128.load(tags + at), none), 7));
  }
}
