import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventsOf, folderWith, runCli } from '../testing/run-cli.ts';

const CANARY = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const request = (key: string, more = '') => `name: shop
tables:
  people:
    source: { kind: csv, path: ./people.csv }
    columns: { mail: { mask: fake.email, type: email } }
masking: { key: { ref: ${key}, version: 2, custodian: key office }${more} }
`;
const folder = (key: string, more?: string) =>
  folderWith({
    'rowmill.yaml': request(key, more),
    'people.csv': 'mail\nkim@mail.example\n',
    'key.txt': `hex:${CANARY}\n`,
  });

/** Contents of all files of a folder. */
function everythingIn(cwd: string): string {
  return readdirSync(cwd, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'key.txt')
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

describe('rowmill keys', () => {
  it('shows id, version and custodian, and never the key', async () => {
    const cwd = folder('file:key.txt', ', purpose: tests');
    const shown = await runCli(['keys', 'show'], { cwd });
    const [event] = eventsOf(await runCli(['keys', 'show', '--json'], { cwd }));
    expect(shown.stdout).toMatch(/id +[\da-f]{8}\nreference +file:key\.txt\nversion +2/);
    expect(event).toMatchObject({
      key: { version: '2', custodian: 'key office', purpose: 'tests' },
    });
    expect(shown.stdout + shown.stderr + JSON.stringify(event)).not.toContain(CANARY.slice(0, 8));
  });

  it('destroys a file on the record, once, and only the key that was named', async () => {
    const cwd = folder('file:key.txt');
    const [event] = eventsOf(await runCli(['keys', 'show', '--json'], { cwd }));
    const { id } = (event as unknown as { key: { id: string } }).key;
    const wrong = await runCli(['keys', 'destroy', '--key-id', 'ffffffff'], { cwd });
    expect([wrong.code, existsSync(join(cwd, 'key.txt'))]).toEqual([2, true]);
    const gone = await runCli(['keys', 'destroy', '--key-id', id], { cwd });
    expect([gone.code, existsSync(join(cwd, 'key.txt'))]).toEqual([0, false]);
    const log = await runCli(['audit', 'list', '--action', 'key.destroy', '--json'], { cwd });
    expect(log.stdout).toContain(`key/${id}`);
    expect(log.stdout).toContain('was overwritten and removed');
    expect(everythingIn(cwd)).not.toContain(CANARY.slice(0, 12));
  });

  it('leaves a variable to who has set it, and records what he says', async () => {
    const cwd = folder('env:K');
    const variables = { K: `hex:${CANARY}` };
    const [event] = eventsOf(await runCli(['keys', 'show', '--json'], { cwd, variables }));
    const { id } = (event as unknown as { key: { id: string } }).key;
    const args = ['keys', 'destroy', '--key-id', id];
    const refused = await runCli(args, { cwd, variables });
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('where it is set')]);
    const early = await runCli([...args, '--evidence', 'gone'], { cwd, variables });
    expect([early.code, early.stderr]).toEqual([2, expect.stringContaining('still there')]);
    const recorded = await runCli([...args, '--evidence', 'ticket 4711'], { cwd });
    expect([recorded.code, recorded.stdout]).toEqual([0, expect.stringContaining('ticket 4711')]);
  });
});

describe('a key', () => {
  it('is in nothing that a masking command writes or says', async () => {
    const cwd = folder('file:key.txt');
    const args = ['mask', '--format', 'csv', '--out', 'out', '--verbose', '--json'];
    const { code, stdout, stderr } = await runCli(args, { cwd });
    expect(code).toBe(0);
    const base64 = Buffer.from(CANARY, 'hex').toString('base64').slice(0, 16);
    for (const written of [stdout, stderr, everythingIn(cwd)]) {
      expect(written).not.toContain(CANARY.slice(0, 12));
      expect(written).not.toContain(base64);
    }
  });

  it.each([
    ['hex:0011', 'bytes are too few'],
    ['hex:zz', 'hexadecimal'],
  ])('of the wrong size or form (%s) stops with exit code 2', async (key, problem) => {
    const cwd = folder('file:key.txt');
    writeFileSync(join(cwd, 'key.txt'), key);
    const { code, stderr } = await runCli(['mask', '--out', 'out'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining(problem)]);
  });
});

describe('rowmill masks', () => {
  it('lists every strategy, and shows one with its options and claims', async () => {
    const cwd = folderWith({});
    const [list] = eventsOf(await runCli(['masks', 'list', '--json'], { cwd }));
    const { strategies } = list as unknown as { strategies: { name: string }[] };
    expect(strategies.map(({ name }) => name)).toContain('hash.hmac');
    const { stdout } = await runCli(['masks', 'show', 'hash.hmac'], { cwd });
    expect(stdout).toMatch(/family +keyed/);
    expect(stdout).toMatch(/length +integer +default 32 +Characters of the token\./);
    expect(stdout).toMatch(/hipaa-safe-harbor +no/);
    expect(stdout).toMatch(/gdpr-pseudonymised +yes/);
    const wrong = await runCli(['masks', 'show', 'hash.hmak'], { cwd });
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('did you mean')]);
  });
});
