import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exitCodeOfError } from '../cli/exit-codes.ts';
import { EnvironmentBusyError, MixedKeysError } from '../errors.ts';
import { openEnvironment } from './environment.ts';
import { createFileLedgers } from './file-ledgers.ts';
import { maskKeysOf } from './mask-keys.ts';

const one = { maskKeyId: '5d41402a', maskKeyVersion: '1' };
const two = { maskKeyId: '5d41402a', maskKeyVersion: '2' };
const unkeyed = { maskKeyId: undefined };

describe('the key of an environment', () => {
  it('is that of all its masked tables', () => {
    expect(maskKeysOf('qa', [one, unkeyed, one])).toEqual(['5d41402a version 1']);
    expect(maskKeysOf('qa', [{ maskKeyId: '5d41402a' }])).toEqual(['5d41402a']);
    expect(maskKeysOf('qa', [unkeyed])).toEqual([]);
  });

  it.each([
    ['versions', [one, two]],
    ['keys', [one, { maskKeyId: '7d793037', maskKeyVersion: '1' }]],
    ['a version and none', [one, { maskKeyId: '5d41402a' }]],
  ])('is refused where there are two: %s', (_, tables) => {
    expect(() => maskKeysOf('qa', tables)).toThrow(MixedKeysError);
    expect(() => maskKeysOf('qa', tables)).toThrow(/environment qa: .*5d41402a version 1/);
  });
});

describe('an environment that somebody holds', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rowmill-keys-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = (maskKeys: readonly string[]) =>
    openEnvironment({
      ledgers: createFileLedgers(folder),
      name: 'qa',
      leaseMs: 60_000,
      removersOf: async () => ({}) as never,
      maskKeys,
    });

  it('tells its keys in its ledger, and refuses rows of other ones by policy', async () => {
    const held = await open(maskKeysOf('qa', [one]));
    expect(JSON.parse(readFileSync(join(folder, 'qa.json'), 'utf8'))).toMatchObject({
      maskKeys: ['5d41402a version 1'],
    });
    const refusal: unknown = await open(maskKeysOf('qa', [two])).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(MixedKeysError);
    expect(String(refusal)).toMatch(/5d41402a version 1.*5d41402a version 2/);
    expect(exitCodeOfError(refusal)).toBe(4);
    await held.close();
    await (await open(maskKeysOf('qa', [two]))).close();
  });

  it('is merely busy for rows of the same key, and for rows of none', async () => {
    await open(maskKeysOf('qa', [one]));
    await expect(open(maskKeysOf('qa', [one]))).rejects.toThrow(EnvironmentBusyError);
    await expect(open([])).rejects.toThrow(EnvironmentBusyError);
  });
});
