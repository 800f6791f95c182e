import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { StoreError } from '../errors.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { reserveSpace } from './space-reserve.ts';

const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });

it('keeps space until the disk is full, however that is told', () => {
  for (const error of [full, new StoreError('here', 'writing failed', { cause: full })]) {
    const file = join(temporaryFolder(), 'reserve');
    const reserve = reserveSpace(file);
    expect(statSync(file).size).toBeGreaterThan(100_000);
    reserve.yieldTo(new Error('something else'));
    expect(existsSync(file)).toBe(true);
    reserve.yieldTo(error);
    expect(existsSync(file)).toBe(false);
    reserve.release();
  }
});

it('tells of a folder that cannot be written', () => {
  expect(() => reserveSpace(join(temporaryFolder(), 'missing', 'reserve'))).toThrow(/ENOENT/);
});
