/**
 * The same text in memory of its own. Engines keep a part of a long text as a view, so that one remembered
 * cell would hold on to all that was read with it.
 */
export function copyText(text: string): string {
  return ` ${text}`.slice(1);
}
