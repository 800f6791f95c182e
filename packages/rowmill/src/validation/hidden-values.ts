import { createHash, randomBytes } from 'node:crypto';

/** A fresh key for the tokens of one run's reports. */
export function drawTokenKey(): string {
  return randomBytes(16).toString('hex');
}

/** What stands for a hidden value: the same as SQL makes of it in the checks of a whole dataset. */
export function hideValue(value: unknown, tokenKey: string): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const inner = sha256(tokenKey + text);
  return `#${sha256(tokenKey + inner).slice(0, 12)}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
