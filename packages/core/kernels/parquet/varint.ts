/** ULEB128: seven bits a byte, lowest first. Gives the address behind it. */
// @ts-ignore: decorator
@inline
export function putVarint(at: usize, value: u64): usize {
  let rest = value;
  while (rest >= 0x80) {
    store<u8>(at++, <u8>(rest | 0x80));
    rest >>= 7;
  }
  store<u8>(at, <u8>rest);
  return at + 1;
}
