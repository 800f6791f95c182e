/** Path of a map run: that of its execution, `/`, its name. */
export const mapRunPath = (execution: string, mapRun: string): string => `${execution}/${mapRun}`;

/** Path of a child: that of its map run, `/`, its index. */
export const childPath = (mapRun: string, index: number): string => `${mapRun}/${index}`;

export interface ChildPlace {
  /** Path. */
  readonly mapRun: string;
  readonly index: number;
}

/** @returns nothing for the first execution, whose path is empty */
export function childPlace(execution: string): ChildPlace | undefined {
  const end = execution.lastIndexOf('/');
  if (end < 0) return undefined;
  return { mapRun: execution.slice(0, end), index: Number(execution.slice(end + 1)) };
}

/** Path of the execution that a map run belongs to. */
export const ownerPath = (mapRun: string): string => mapRun.slice(0, mapRun.lastIndexOf('/'));
