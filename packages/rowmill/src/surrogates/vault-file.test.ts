import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMaskKey } from '@rowmill/core/engine';
import { describe, expect, it } from 'vitest';
import { filesIn, folderWith } from '../cli/testing/run-cli.ts';
import { openVaultFile } from './vault-file.ts';

const KEY = parseMaskKey('a passphrase of a test');

/** Draws that are told beforehand. */
const drawing = (...masks: readonly string[]) => {
  let next = 0;
  return (): string => {
    const mask = masks[next] ?? '';
    next += 1;
    return mask;
  };
};

describe('openVaultFile', () => {
  it('takes what two runs at once have given to different values', async () => {
    const path = join(folderWith({}), 'masks.vault');
    const [one, other] = [await openVaultFile(path, KEY), await openVaultFile(path, KEY)];
    one.open('d').assign(['Ann'], drawing('1'));
    other.open('d').assign(['Bob'], drawing('2'));
    await Promise.all([one.save(), other.save()]);
    const now = await openVaultFile(path, KEY);
    expect(now.open('d').assign(['Bob', 'Ann'], drawing())).toEqual(['2', '1']);
  });

  it.each([
    ['one value two masks', 'Ann', '2'],
    ['one mask to two values', 'Bob', '1'],
  ])('refuses what would give %s', async (_, value, mask) => {
    const path = join(folderWith({}), 'masks.vault');
    const [one, other] = [await openVaultFile(path, KEY), await openVaultFile(path, KEY)];
    one.open('d').assign(['Ann'], drawing('1'));
    other.open('d').assign([value], drawing(mask));
    await one.save();
    await expect(other.save()).rejects.toThrow(/another run gave other masks meanwhile/);
  });

  it('writes nothing where nothing is new, and leaves no file beside', async () => {
    const folder = folderWith({});
    const path = join(folder, 'masks.vault');
    const vault = await openVaultFile(path, KEY);
    await vault.save();
    expect(filesIn(folder)).toEqual([]);
    vault.open('d').assign(['Ann'], drawing('1'));
    await Promise.all([vault.save(), vault.save()]);
    expect(filesIn(folder)).toEqual(['masks.vault']);
  });

  it('takes the lock of a process that has ended', async () => {
    const path = join(folderWith({}), 'masks.vault');
    // No process has so great a number.
    writeFileSync(`${path}.lock`, '999999999');
    const vault = await openVaultFile(path, KEY);
    vault.open('d').assign(['Ann'], drawing('1'));
    await vault.save();
    const again = await openVaultFile(path, KEY);
    expect(again.open('d').assign(['Ann'], drawing('other'))).toEqual(['1']);
  });
});
