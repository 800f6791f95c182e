import type { TableShape } from '@rowmill/core';
import { eachOnSession } from '../../postgres/each-on-session.ts';
import { quoteIdentifiers } from '../../postgres/identifiers.ts';
import type { Session } from '../../postgres/session.ts';
import {
  addReference,
  continueSequence,
  type IndexShape,
  isUniqueSet,
  keyActions,
  missingReferenceIndexes,
  needsSequence,
  qualified,
  referenceName,
  validateReference,
} from './table-statements.ts';

/** Connections for the work: how to open one, and how many at once. */
type Lanes = Parameters<typeof eachOnSession>[1];

/**
 * Gives loaded tables what they were loaded without. Safe to repeat: what is there stays.
 *
 * @returns notes on references that were left out.
 */
export async function finishTables(
  schema: string,
  tables: readonly TableShape[],
  lanes: Lanes,
): Promise<readonly string[]> {
  await eachOnSession(tables, lanes, (session, table) => addKeys(session, schema, table));
  const { kept, notes } = holdableReferences(tables);
  // One after the other: two that lock the same pair of tables in opposite order would block each other.
  await eachOnSession(kept, { ...lanes, sessions: 1 }, async (session, { table, reference }) => {
    const name = referenceName(table.name, reference);
    const present = await hasConstraint(session, schema, table.name, name);
    if (!present) await session.query(addReference(schema, table.name, reference));
  });
  await eachOnSession(kept, lanes, (session, { table, reference }) =>
    session.query(validateReference(schema, table.name, referenceName(table.name, reference))),
  );
  return notes;
}

async function addKeys(session: Session, schema: string, table: TableShape): Promise<void> {
  const name = qualified(schema, table.name);
  await session.query('BEGIN');
  const existing = {
    indexes: await indexesOf(session, name),
    identity: await identityColumnsOf(session, name),
  };
  const actions = keyActions(table, existing);
  if (actions.length > 0) await session.query(`ALTER TABLE ${name} ${actions.join(', ')}`);
  for (const columns of missingReferenceIndexes(table, await indexesOf(session, name))) {
    await session.query(`CREATE INDEX ON ${name} (${quoteIdentifiers(columns)})`);
  }
  for (const column of table.columns.filter(needsSequence)) {
    await session.query(continueSequence(schema, table.name, column.name));
  }
  await session.query('COMMIT');
  await session.query(`ANALYZE ${name}`);
}

interface HeldReference {
  readonly table: TableShape;
  readonly reference: TableShape['references'][number];
}

/** A reference needs its parent in the same place, unique there. */
function holdableReferences(tables: readonly TableShape[]) {
  const kept: HeldReference[] = [];
  const notes: string[] = [];
  for (const table of tables) {
    for (const reference of table.references) {
      const parent = tables.find(({ name }) => name === reference.parentTable);
      const words = `reference ${table.name} (${reference.columns.join(', ')}) to ${reference.parentTable}`;
      if (parent === undefined) {
        notes.push(`${words} is left out: this target does not hold ${reference.parentTable}`);
      } else if (isUniqueSet(parent, reference.parentColumns)) {
        kept.push({ table, reference });
      } else {
        notes.push(
          `${words} is left out: ${reference.parentColumns.join(', ')} is not unique there`,
        );
      }
    }
  }
  return { kept, notes };
}

async function hasConstraint(
  session: Session,
  schema: string,
  table: string,
  name: string,
): Promise<boolean> {
  const rows = await session.query(
    'SELECT 1 FROM pg_constraint WHERE conrelid = $1::regclass AND conname = $2',
    [qualified(schema, table), name],
  );
  return rows.length > 0;
}

function indexesOf(session: Session, table: string): Promise<IndexShape[]> {
  return session.query<IndexShape>(
    `SELECT indisunique AS unique, indisprimary AS primary,
       (SELECT array_agg(attname::text ORDER BY place)
        FROM unnest(indkey) WITH ORDINALITY AS part (number, place)
        JOIN pg_attribute ON attrelid = indrelid AND attnum = number) AS columns
     FROM pg_index WHERE indrelid = $1::regclass AND indpred IS NULL AND indexprs IS NULL`,
    [table],
  );
}

async function identityColumnsOf(session: Session, table: string): Promise<readonly string[]> {
  const rows = await session.query<{ attname: string }>(
    "SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attidentity <> ''",
    [table],
  );
  return rows.map(({ attname }) => attname);
}
