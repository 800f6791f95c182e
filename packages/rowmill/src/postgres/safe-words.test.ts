import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { TargetError } from '../errors.ts';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { safeWords } from './safe-words.ts';
import { withSession } from './session.ts';

const CANARY = 'canary.person@example.org';

it('keeps what names objects, and says in our words what may quote a row', () => {
  const say = (message: string, code: string) => safeWords({ message, code });
  expect(say('relation "t" does not exist', '42P01')).toBe('relation "t" does not exist');
  expect(say('duplicate key value violates unique constraint "t_key"', '23505')).toContain(
    '"t_key"',
  );
  expect(say(`value "${CANARY}" is odd`, '22003')).toBe(
    'a value does not fit its column (SQLSTATE 22003)',
  );
  expect(say(`invalid ${CANARY}`, 'P0001')).not.toContain(CANARY);
  expect(say(`odd: ${CANARY}`, 'XX000')).toBe('the server failed (SQLSTATE XX000)');
});

describePostgres('errors of a real server', () => {
  const postgres = usePostgres();

  it.each([
    ['unique', `INSERT INTO t (mail) VALUES ('${CANARY}')`, '23505'],
    ['bad cast', `SELECT mail::int FROM t`, '22P02'],
    ['bad date', `SELECT mail::date FROM t`, '22007'],
    ['check', `INSERT INTO t VALUES (-1, '${CANARY}')`, '23514'],
    ['null', `INSERT INTO t VALUES (NULL, '${CANARY}')`, '23502'],
    ['too long', `INSERT INTO t (mail) VALUES ('${CANARY.repeat(3)}')`, '22001'],
    ['reference', `INSERT INTO child VALUES ('${CANARY}')`, '23503'],
    ['raised', `DO $$ BEGIN RAISE EXCEPTION 'no %', '${CANARY}'; END $$`, 'P0001'],
    ['json', `SELECT mail::jsonb FROM t`, '22P02'],
    ['enum', `SELECT mail::mood FROM t`, '22P02'],
    ['regular expression', `SELECT mail ~ (mail || '(') FROM t`, '2201B'],
  ])(
    'hold no cell, no cause of the driver and no stack of it: %s',
    async (_case, statement, code) => {
      await postgres.sql(`
      DROP TABLE IF EXISTS child, t; DROP TYPE IF EXISTS mood; CREATE TYPE mood AS ENUM ('glad');
      CREATE TABLE t (n int DEFAULT 1 NOT NULL CHECK (n > 0), mail varchar(40) UNIQUE);
      CREATE TABLE child (mail text); INSERT INTO t (mail) VALUES ('${CANARY}');
      ALTER TABLE child ADD CONSTRAINT of_t FOREIGN KEY (mail) REFERENCES t (mail);
      INSERT INTO child VALUES ('${CANARY}'); DELETE FROM child; UPDATE t SET mail = '${CANARY}'`);
      if (code === '23503') await postgres.sql('DELETE FROM t');
      const fail = (problem: string, options?: ErrorOptions) =>
        new TargetError('test', problem, options);
      const failure: unknown = await withSession(postgres.server.address, fail, (session) =>
        session.query(statement),
      ).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(TargetError);
      expect((failure as TargetError).code).toBe(code);
      expect(inspect(failure, { depth: 9, showHidden: true })).not.toContain(CANARY);
    },
  );
});
