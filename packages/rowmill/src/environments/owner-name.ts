import { hostname, userInfo } from 'node:os';

/** Who this process works for, in words: `ada@build-7`. */
export function ownerName(): string {
  return `${accountName() ?? `user ${process.getuid?.() ?? ''}`.trim()}@${hostname()}`;
}

/** Name of the account; undefined where it has none, as in a container that is run under any number. */
export function accountName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    // Node throws where the system knows no such account.
    return undefined;
  }
}
