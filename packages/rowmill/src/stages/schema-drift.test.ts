import { expect, it } from 'vitest';
import type { SourceColumn } from '../sources/source.ts';
import { NO_CONSTRAINTS } from '../sources/table-constraints.ts';
import { driftOf } from './schema-drift.ts';
import type { SourceFacts } from './source-facts.ts';

const id: SourceColumn = { name: 'id', type: { kind: 'integer' }, sourceType: 'integer' };
const mail: SourceColumn = { name: 'mail', type: { kind: 'string' }, sourceType: 'text' };
const mood: SourceColumn = { name: 'mood', type: undefined, sourceType: 'mood', labels: ['glad'] };

const facts = (columns: readonly SourceColumn[], more: Partial<SourceFacts> = {}): SourceFacts => ({
  table: 'people',
  describe: 'postgres db people',
  columns,
  constraints: NO_CONSTRAINTS,
  ...more,
});

it('finds nothing where only estimates, comments and defaults differ', () => {
  const now = { ...mail, estimatedDistinct: 7, comment: 'new', default: "''" };
  expect(driftOf(facts([id, mail]), facts([id, now], { estimatedRows: 9 }))).toBeUndefined();
});

it('names every column that was added, removed or changed', () => {
  const drift = driftOf(
    facts([id, mail, mood]),
    facts([
      { ...id, sourceType: 'bigint', nullable: false },
      { ...mood, labels: [] },
      { ...mail, name: 'x' },
    ]),
  );
  expect(drift).toBe(
    'postgres db people has other columns by now: "x" was added, "mail" was removed, "id" has another type and another rule for null (integer before, bigint now), "mood" has other labels',
  );
});

it('names keys and checks that changed, and an order', () => {
  const constraints = {
    ...NO_CONSTRAINTS,
    primaryKey: ['id'],
    checks: [{ name: 'c', columns: ['id'], expression: 'id > 0' }],
  };
  expect(driftOf(facts([id, mail]), facts([mail, id], { constraints }))).toBe(
    'postgres db people has other columns by now: the columns have another order, the primary key changed, the checks changed',
  );
});
