import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../rowmill/src/testing/folder.ts';
import { makeDuckDbLayer } from './make-duckdb-layer.ts';

const BINDINGS = 'node_modules/@duckdb/node-bindings-linux-arm64';

/** What npm leaves behind, in place of npm. */
const npmWith =
  (file: string, calls: (readonly string[])[] = []) =>
  async (args: readonly string[], folder: string): Promise<void> => {
    calls.push(args);
    mkdirSync(join(folder, BINDINGS), { recursive: true });
    writeFileSync(join(folder, BINDINGS, file), '');
  };

test('the layer is fetched once, for the platform of Lambda', async () => {
  const folder = join(temporaryFolder(), 'layers', 'duckdb');
  const calls: (readonly string[])[] = [];
  await makeDuckDbLayer(folder, { npm: npmWith('duckdb.node', calls) });
  await makeDuckDbLayer(folder, { npm: npmWith('duckdb.node', calls) });
  expect(existsSync(join(folder, 'nodejs', BINDINGS, 'duckdb.node'))).toBe(true);
  expect(calls).toHaveLength(1);
  expect(calls[0]).toEqual(
    expect.arrayContaining(['--os=linux', '--cpu=arm64', '--ignore-scripts']),
  );
  expect(calls[0]?.at(-1)).toMatch(/^@duckdb\/node-bindings-linux-arm64@\d/);
});

test('a layer without the native part is none', async () => {
  const folder = join(temporaryFolder(), 'duckdb');
  const making = makeDuckDbLayer(folder, { npm: npmWith('readme.md') });
  await expect(making).rejects.toThrow(/without its native part/);
  expect(existsSync(folder)).toBe(false);
  expect(existsSync(`${folder}.unfinished`)).toBe(false);
});

test('what npm says is told', async () => {
  const npm = async (): Promise<void> => {
    throw new Error('ENOTFOUND registry.npmjs.org');
  };
  const making = makeDuckDbLayer(join(temporaryFolder(), 'duckdb'), { npm });
  await expect(making).rejects.toMatchObject({
    name: 'LayerError',
    message: expect.stringContaining('ENOTFOUND'),
  });
});
