import type { TableShape } from '@rowmill/core';
import { type ContentDigest, mergeDigests } from '@rowmill/core/engine';
import type { Environment } from '../environments/environment.ts';
import { escapeCopyText } from '../postgres/copy-text.ts';
import { openSession } from '../postgres/session.ts';
import { createCopyDigest } from '../targets/postgres/copy-digest.ts';
import type { PostgresLoadJob } from '../targets/postgres/load-job.ts';
import { copyFailure, framed, startCopy } from '../targets/postgres/row-sender.ts';
import {
  createPostgresTarget,
  type PostgresTarget,
  type PostgresTargetOptions,
} from '../targets/postgres/target.ts';
import type { TableDigest } from '../targets/target.ts';
import { useEnvironments } from './environment.ts';
import type { TestPostgres } from './postgres.ts';
import { column, table } from './shapes.ts';

/** Cells as text, null for null, in the order of the columns. */
export type Rows = readonly (readonly (string | null)[])[];

/** Rows as COPY text lines. */
export function copyLines(rows: Rows): Uint8Array {
  return Buffer.from(rows.map((cells) => `${cells.map(escapeCopyText).join('\t')}\n`).join(''));
}

/** Lines of text on their way into a table, over a connection of their own. */
export interface OpenLoad {
  /** COPY text lines, cut anywhere. */
  write(bytes: Uint8Array): Promise<void>;
  /** Commits; the digest is of everything written. */
  close(): Promise<ContentDigest>;
  /** Ends the connection: no row stays. */
  abort(): void;
}

/** Begins a load as workers do, with lines that the test has. */
export async function openLoad(job: PostgresLoadJob): Promise<OpenLoad> {
  const session = await openSession(job.address, copyFailure(job));
  const sender = await startCopy(session, job);
  const digest = createCopyDigest(job.columns, 'rowmill');
  return {
    write(bytes) {
      digest.add(bytes);
      return sender.send(framed(bytes));
    },
    async close() {
      const sent = digest.finish();
      await sender.finish(sent.rows);
      await session.close();
      return sent;
    },
    abort: session.destroy,
  };
}

/** Loads rows over several connections at once, and says what was sent. */
export async function loadRows(
  target: PostgresTarget,
  table: TableShape,
  rows: Rows,
  connections = 2,
): Promise<TableDigest> {
  const share = Math.ceil(rows.length / connections);
  const loads = Array.from({ length: connections }, async (_, index) => {
    const load = await openLoad(target.loadJob(table));
    await load.write(copyLines(rows.slice(index * share, (index + 1) * share)));
    return load.close();
  });
  return { table, ...mergeDigests(await Promise.all(loads)) };
}

/** A target of a test, with the lease it hangs on and the database its tables are in. */
export interface TestTarget {
  readonly lease: Environment;
  readonly target: PostgresTarget;
  readonly database: string;
}

/** Opens targets on the server of a test file. */
export function useTargets(postgres: TestPostgres): {
  openTarget(options?: Partial<PostgresTargetOptions>): Promise<TestTarget>;
} {
  const environments = useEnvironments();
  return {
    async openTarget(options = {}) {
      const lease = await environments.open();
      const target = createPostgresTarget({ url: postgres.server.url, lease, ...options });
      return { lease, target, database: target.variables().PGDATABASE ?? '' };
    },
  };
}

/** Refers to itself, and by two columns to {@link areas}. */
export const nodes = table(
  'nodes',
  [
    column('id', 'integer', { counter: true }),
    column('parent', 'integer', { nullable: true }),
    column('area', 'integer'),
    column('place', 'string'),
  ],
  {
    key: ['id'],
    unique: [['area', 'place']],
    references: [
      { columns: ['parent'], parentTable: 'nodes', parentColumns: ['id'] },
      { columns: ['area', 'place'], parentTable: 'areas', parentColumns: ['area', 'place'] },
    ],
  },
);
/** Refers back to {@link nodes}. */
export const areas = table(
  'areas',
  [column('area', 'integer'), column('place', 'string'), column('main', 'integer')],
  {
    key: ['area', 'place'],
    references: [{ columns: ['main'], parentTable: 'nodes', parentColumns: ['id'] }],
  },
);
/** Rows of {@link nodes}. */
export const nodeRows: Rows = [
  ['1', null, '1', 'a'],
  ['2', '1', '2', 'b'],
  ['3', '3', '3', 'c'],
];
/** Rows of {@link areas}. */
export const areaRows: Rows = [
  ['1', 'a', '2'],
  ['2', 'b', '1'],
  ['3', 'c', '3'],
];
