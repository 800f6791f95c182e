import { createHash } from 'node:crypto';

/** A number from 0 up to 1 that follows from the seed and a name. */
export function chance(seed: string, name: string): number {
  return createHash('sha256').update(`${seed}/chance/${name}`).digest().readUInt32BE(0) / 2 ** 32;
}

/** What ends a task from outside: nobody guesses it who does not know the seed. */
export function taskToken(seed: string, execution: string, task: string): string {
  return createHash('sha256').update(`${seed}/token/${execution}/${task}`).digest('base64url');
}
