import { relative } from 'node:path';

/** A path as a person would write it here: relative below the working folder, absolute elsewhere. Addresses stay. */
export function shownPath(path: string): string {
  if (path.includes('://')) return path;
  const short = relative('.', path);
  return short === '' || short.startsWith('..') ? path : short;
}
