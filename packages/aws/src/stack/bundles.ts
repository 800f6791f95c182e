import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EVENT_LAMBDAS, WORKFLOW_LAMBDAS } from '../deployment.ts';
import { MissingBundlesError } from '../errors.ts';

/** Folders that are deployed as they are: nothing is built or fetched while a template is made. */
export interface Bundles {
  /** Folder of the bundle of a function, with `index.mjs` in it. */
  functionOf(entry: string): string;
  /** Folder of the layer with DuckDB, which has `nodejs/node_modules` in it. */
  readonly duckdb: string;
}

/** Bundles as the build of this package leaves them; `src` and `dist` lie side by side. */
const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/**
 * The bundles of a folder: `lambda/<entry>` and `layers/duckdb`.
 *
 * @throws {@link MissingBundlesError} with all that are not there.
 */
export function findBundles(folder: string = DIST): Bundles {
  const functionOf = (entry: string): string => join(folder, 'lambda', entry);
  const duckdb = join(folder, 'layers', 'duckdb');
  const entries = [WORKFLOW_LAMBDAS, EVENT_LAMBDAS].flatMap((lambdas) =>
    Object.values(lambdas).map(({ entry }) => entry),
  );
  const missing = [...entries.map(functionOf), duckdb].filter((path) => !existsSync(path));
  if (missing.length > 0) throw new MissingBundlesError(missing);
  return { functionOf, duckdb };
}
