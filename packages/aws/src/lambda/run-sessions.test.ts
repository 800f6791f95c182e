import { expect, test } from 'vitest';
import { openRunSessions } from './run-sessions.ts';

/** Sessions that note what becomes of them. */
function sessions(fail: (run: string) => boolean = () => false) {
  const told: string[] = [];
  const opened = openRunSessions(async (run) => {
    told.push(`open ${run}`);
    if (fail(run)) throw new Error(`no ${run}`);
    return {
      run,
      rest: async () => void told.push(`rest ${run}`),
      close: async () => void told.push(`close ${run}`),
    };
  });
  return { told, ...opened };
}

test('calls of one run share its session', async () => {
  const { told, use } = sessions();
  const first = await use('a', async (session) => session);
  expect(await use('a', async (session) => session)).toBe(first);
  expect(told).toEqual(['open a', 'rest a', 'rest a']);
});

test('who works for another run forgets the one before', async () => {
  const { told, use } = sessions();
  await use('a', async () => undefined);
  await use('b', async () => undefined);
  await use('a', async () => undefined);
  expect(told.filter((line) => !line.startsWith('rest'))).toEqual([
    'open a',
    'open b',
    'close a',
    'open a',
    'close b',
  ]);
});

test('a session that is in use stays, and rests with its last user', async () => {
  const { told, use } = sessions();
  let end = (): void => undefined;
  const isOver = new Promise<void>((resolve) => {
    end = resolve;
  });
  const long = use('a', () => isOver);
  await use('a', async () => undefined);
  await use('b', async () => undefined);
  expect(told).toEqual(['open a', 'open b', 'rest b']);
  end();
  await long;
  expect(told).toEqual(['open a', 'open b', 'rest b', 'rest a']);
});

test('a session that could not be opened is opened anew', async () => {
  let fails = true;
  const { told, use } = sessions(() => fails);
  await expect(use('a', async () => undefined)).rejects.toThrow('no a');
  fails = false;
  await use('a', async () => undefined);
  expect(told).toEqual(['open a', 'open a', 'rest a']);
});

test('work that fails does not keep its session from resting', async () => {
  const { told, use } = sessions();
  const failing = use('a', async () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(told).toEqual(['open a', 'rest a']);
});
