/** Appends a member to a JSON Pointer (RFC 6901). The whole document is `''`. */
export function memberOf(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
