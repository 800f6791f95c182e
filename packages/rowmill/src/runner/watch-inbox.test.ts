import { mkdirSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { openInbox } from '../runs/inbox.ts';
import { runFiles } from '../runs/run-files.ts';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { watchInbox } from './watch-inbox.ts';

vi.mock('node:fs', async (original) => ({
  ...(await original<object>()),
  watch: () => {
    throw Object.assign(new Error('System limit for number of file watchers reached'), {
      code: 'ENOSPC',
    });
  },
}));

it('looks into the box also where the system has no watches left', async () => {
  const store = createDirectoryStore(temporaryFolder());
  const inbox = openInbox(store, 'run');
  const folder = store.path(runFiles('run').inbox);
  mkdirSync(folder, { recursive: true });
  const completeTask = vi.fn(async () => undefined);
  const execution = { completeTask, failTask: vi.fn(), heartbeatTask: vi.fn() };
  const onProblem = vi.fn();
  const end = await watchInbox(inbox, { folder, execution, onStop: vi.fn(), onProblem });
  await inbox.answer({ outcome: 'succeeded', token: 'token', output: 7 });
  await vi.waitFor(() => expect(completeTask).toHaveBeenCalledWith('token', 7));
  end();
  expect(onProblem).not.toHaveBeenCalled();
});
