import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { describe } from 'vitest';
import { findProgram } from './find-program.ts';

const found = await findProgram('chromium');

/** A group of tests in a real browser: skipped by name where there is none, except in CI. */
export const describeChromium = describe.skipIf(
  found === undefined && process.env.CI === undefined,
);

/** A page of a headless Chromium, and what it did while it was open. */
export interface BrowserPage {
  /** Requests, messages and errors, but for the page itself. */
  readonly incidents: readonly string[];
  /** Sends a command of the Chrome DevTools Protocol. */
  send(method: string, parameters?: object): Promise<Record<string, unknown>>;
  /** The value of an expression in the page; it has to be JSON. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** Presses a key, e.g. `Tab`. */
  press(key: string): Promise<void>;
  close(): Promise<void>;
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Opens a file in a browser of its own. The window is as wide as asked, light or dark. */
export async function openPage(
  url: string,
  { width, dark = false }: { readonly width: number; readonly dark?: boolean },
): Promise<BrowserPage> {
  const profile = await mkdtemp(join(tmpdir(), 'rowmill-chromium-'));
  const browser = spawn(
    found ?? 'chromium',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const protocol = speak(browser);
  const { targetId } = await protocol.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await protocol.send('Target.attachToTarget', { targetId, flatten: true });
  const send: BrowserPage['send'] = (method, parameters = {}) =>
    protocol.send(method, parameters, String(sessionId));
  const incidents: string[] = [];
  const loaded = new Promise<void>((resolve) => {
    protocol.listen(({ method = '', params = {} }) => {
      if (method === 'Page.loadEventFired') resolve();
      const text = incidentOf(method, params, url);
      if (text !== undefined) incidents.push(text);
    });
  });
  for (const domain of ['Page', 'Network', 'Log', 'Runtime']) await send(`${domain}.enable`);
  const scheme = { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' };
  await send('Emulation.setEmulatedMedia', { features: [scheme] });
  const size = { width, height: 900, deviceScaleFactor: 1, mobile: false };
  await send('Emulation.setDeviceMetricsOverride', size);
  await send('Page.navigate', { url });
  await loaded;
  return {
    incidents,
    send,
    async evaluate<Value>(expression: string) {
      const { result, exceptionDetails } = await send('Runtime.evaluate', {
        expression,
        returnByValue: true,
        awaitPromise: true,
      });
      if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
      return (result as { value: Value }).value;
    },
    async press(key) {
      for (const type of ['keyDown', 'keyUp'])
        await send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: 9 });
    },
    async close() {
      const ended = once(browser, 'exit');
      await protocol.send('Browser.close').catch(() => browser.kill('SIGKILL'));
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function incidentOf(
  method: string,
  params: Record<string, unknown>,
  url: string,
): string | undefined {
  if (method === 'Network.requestWillBeSent') {
    const { url: asked } = params.request as { url: string };
    return asked === url ? undefined : `request ${asked}`;
  }
  const isTold = ['Log.entryAdded', 'Runtime.consoleAPICalled', 'Runtime.exceptionThrown'];
  return isTold.includes(method) ? `${method} ${JSON.stringify(params)}` : undefined;
}

interface Protocol {
  send(method: string, params?: object, sessionId?: string): Promise<Record<string, unknown>>;
  listen(listener: (message: Answer) => void): void;
}

/** Messages of the Chrome DevTools Protocol are JSON, with a zero byte behind each. */
function speak(browser: ChildProcess): Protocol {
  const [, , , input, output] = browser.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, (answer: Answer) => void>();
  const listeners: ((message: Answer) => void)[] = [];
  let rest = '';
  let last = 0;
  output.setEncoding('utf8');
  output.on('data', (text: string) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages.map((one) => JSON.parse(one) as Answer)) {
      if (message.id === undefined) for (const listener of listeners) listener(message);
      else waiting.get(message.id)?.(message);
    }
  });
  return {
    listen: (listener) => {
      listeners.push(listener);
    },
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        last += 1;
        const id = last;
        waiting.set(id, ({ result = {}, error }) => {
          waiting.delete(id);
          if (error === undefined) resolve(result);
          else reject(new Error(`${method}: ${error.message}`));
        });
        const session = sessionId === undefined ? {} : { sessionId };
        input.write(`${JSON.stringify({ id, method, params, ...session })}\0`);
      }),
  };
}
