/**
 * Gives a vector back that the compiler does not know. It stays in a register, or one load away; a constant would be
 * put together from integers again in every turn of a loop, which costs more than what is done with it.
 *
 * @param scratch 16 bytes of the caller's
 */
// @ts-ignore: decorator
@inline
export function kept(scratch: usize, vector: v128): v128 {
  v128.store(scratch, vector);
  return v128.load(scratch);
}
