import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Variables } from '../output.ts';

/** A path as GitHub looks for it: from the root of the repository, wherever in it the command works. Others stay. */
export function workspacePath(file: string, { GITHUB_WORKSPACE: root = '' }: Variables): string {
  if (root === '') return file;
  const path = relative(root, resolve(file));
  const isInside =
    path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
  return isInside ? path.replaceAll(sep, '/') : file;
}
