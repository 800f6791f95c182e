import { expect, it } from 'vitest';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { openInbox, runOfToken } from './inbox.ts';
import { UnknownTokenError } from './run-errors.ts';
import { writeRunRecord } from './run-record.ts';

const open = () => createDirectoryStore(temporaryFolder());

it('keeps the first answer of a token, whoever opens the box', async () => {
  const store = open();
  const answer = { outcome: 'succeeded', token: 't/1 =', output: { exitCode: 0 } } as const;
  expect(await openInbox(store, 'r').answer(answer)).toBe(true);
  const late = { outcome: 'failed', token: 't/1 =', error: 'E', cause: 'c' } as const;
  expect(await openInbox(store, 'r').answer(late)).toBe(false);
  expect(await openInbox(store, 'r').read()).toEqual({ answers: [answer], heartbeats: [] });
});

it('holds signs of life and the wish to stop until they are dismissed', async () => {
  const inbox = openInbox(open(), 'r');
  await inbox.heartbeat('one');
  await inbox.heartbeat('one');
  await inbox.askToStop('rowmill runs cancel');
  const { heartbeats, stop } = await inbox.read();
  expect(heartbeats.map(({ token }) => token)).toEqual(['one']);
  expect(stop?.reason).toBe('rowmill runs cancel');
  for (const { key } of [...heartbeats, ...(stop === undefined ? [] : [stop])]) {
    await inbox.dismiss(key);
  }
  expect(await inbox.read()).toEqual({ answers: [], heartbeats: [] });
});

it('finds the run whose task waits for a token', async () => {
  const store = open();
  for (const id of ['r1', 'r2']) {
    await writeRunRecord(store, {
      version: 1,
      id,
      name: 'shop',
      rowmillVersion: '0.1.0',
      command: 'rowmill run',
      created: '2026-01-02T03:04:05.000Z',
      workers: 1,
      reportFolder: '/reports',
      seed: id,
    });
    await openInbox(store, id).expect(`token of ${id}`, 'RunTests');
  }
  expect(await runOfToken(store, 'token of r1')).toBe('r1');
  await expect(runOfToken(store, 'token of r3')).rejects.toThrow(UnknownTokenError);
});
