import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { findRequestFile } from '../../../packages/rowmill/dist/request/find-request-file.js';
import { loadRequest } from '../../../packages/rowmill/dist/request/load-request.js';
import { createDirectoryStore } from '../../../packages/rowmill/dist/stores/directory-store.js';
import { openPool } from '../../../packages/rowmill/dist/workers/pool.js';

export const ROWS = 10_000_000;
const WORKERS = 2;
const REQUEST = fileURLToPath(new URL('../../user.yaml', import.meta.url));

/**
 * Seconds of a run of the user record, into a store of its own. Workers are there before the clock starts.
 *
 * @param drive gets the request of the run, and the world that a runner or tasks work in
 */
export async function timeUserRun({ units: rows, folder }, drive) {
  const place = mkdtempSync(join(folder, 'pipeline-'));
  const pool = openPool(WORKERS);
  try {
    const world = {
      store: createDirectoryStore(join(place, 'store')),
      pool,
      environment: {},
      emit: () => {},
      signal: new AbortController().signal,
    };
    const request = await userRequest(rows);
    const start = performance.now();
    await drive({ request, reportFolder: join(place, 'report') }, world);
    return (performance.now() - start) / 1000;
  } finally {
    await pool.close();
    rmSync(place, { recursive: true, force: true });
  }
}

async function userRequest(rows) {
  const file = await findRequestFile(REQUEST);
  const loaded = await loadRequest(file, { environment: {}, definitions: REQUEST_DEFINITIONS });
  const { tables } = loaded.request;
  const sized = { ...tables, user: { ...tables.user, rows: { kind: 'fixed', rows } } };
  const resolved = { request: { ...loaded.request, tables: sized }, imports: {} };
  return { file, directory: loaded.directory, resolved };
}
