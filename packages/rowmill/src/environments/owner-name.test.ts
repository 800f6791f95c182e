import type os from 'node:os';
import { hostname } from 'node:os';
import { afterEach, expect, it, vi } from 'vitest';

vi.mock('node:os', async (original) => {
  const real = await original<typeof os>();
  return { ...real, userInfo: vi.fn(real.userInfo) };
});

const { userInfo } = await import('node:os');
const { ownerName } = await import('./owner-name.ts');
const { parsePostgresUrl } = await import('../postgres/address.ts');

afterEach(() => void vi.mocked(userInfo).mockClear());

const account = (find: () => { readonly username: string }): void =>
  void vi.mocked(userInfo).mockImplementation(find as never);

it('names the account and the machine', () => {
  account(() => ({ username: 'ada' }));
  expect(ownerName()).toBe(`ada@${hostname()}`);
});

it('gives a number where an account has no name, as in many containers', () => {
  account(() => {
    throw new Error('uv_os_get_passwd returned ENOENT');
  });
  expect(ownerName()).toBe(`user ${process.getuid?.()}@${hostname()}`);
  const parse = () => parsePostgresUrl('postgres://db/shop', (problem) => new Error(problem));
  expect(parse).toThrow('its URL names no user, and the account of this process has no name');
});
