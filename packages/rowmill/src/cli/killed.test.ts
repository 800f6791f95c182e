import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { filesIn, folderWith, type RunningCli, runCli, startCli } from './testing/run-cli.ts';

const REQUEST = `name: killed
tables:
  users:
    rows: 300k
    key: id
    columns: { id: uuid, name: person.fullName, seen: { generator: date.recent, days: 9 } }
  orders:
    rows: { per: users, count: { min: 1, max: 4 } }
    key: id
    columns: { id: sequence, user_id: { references: users.id } }
environments:
  qa: { targets: [{ kind: postgres, url: 'env:QA_URL' }] }
`;

async function untilNotes(running: RunningCli, text: string): Promise<void> {
  while (!running.notes().includes(text)) {
    if (running.child.exitCode !== null) throw new Error(`ended too early: ${running.notes()}`);
    await sleep(10);
  }
}

/** Digest of everything that a run stored. */
function storedBytes(cwd: string): string {
  const hash = createHash('sha256');
  const parts = filesIn(cwd)
    .filter((file) => file.endsWith('.parquet'))
    .sort();
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts) hash.update(part).update(readFileSync(join(cwd, part)));
  return hash.digest('hex');
}

describePostgres('a run that is killed', () => {
  const postgres = usePostgres();
  const variables = (): Record<string, string> => ({ QA_URL: postgres.server.url });
  const databases = async (): Promise<string[]> => {
    const rows = await postgres.sql<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE datname LIKE 'rowmill%'",
    );
    return rows.map(({ datname }) => datname);
  };

  it.each([
    ['while it builds', 'plan: done'],
    ['while it loads', 'provision: done'],
    ['while it adds keys', 'distribute: done'],
  ])(
    '%s leaves nothing that the next run does not remove, and the same bytes come out',
    async (_when, moment) => {
      const undisturbed = folderWith({ 'rowmill.yaml': REQUEST });
      expect((await runCli(['run'], { cwd: undisturbed, variables: variables() })).code).toBe(0);

      const cwd = folderWith({ 'rowmill.yaml': REQUEST });
      const running = startCli(['run'], { cwd, variables: variables() });
      await untilNotes(running, moment);
      running.child.kill('SIGKILL');
      await running.ended;

      const again = await runCli(['run'], { cwd, variables: variables() });
      expect(again.stderr).not.toContain('error');
      expect(again.code).toBe(0);
      expect(await databases()).toEqual([]);
      expect(storedBytes(cwd)).toBe(storedBytes(undisturbed));
    },
  );
});
