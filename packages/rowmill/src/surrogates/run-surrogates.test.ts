import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMaskKey, parseRequest, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { describe, expect, it } from 'vitest';
import { type MaskedRunTable, planRun, type RunPlan } from '../stages/plan-run.ts';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { burnRunSurrogates, openRunSurrogates } from './run-surrogates.ts';

const KEY = parseMaskKey('a passphrase of a test');
const DRAWS = { draw: (attempt: number) => `mask ${attempt}` };

/** A plan of tables `a`, `b` … with one column each. */
async function planOf(...rules: readonly object[]) {
  const directory = temporaryFolder();
  const tables = rules.map((rule, i) => {
    const name = String.fromCharCode('a'.charCodeAt(0) + i);
    writeFileSync(join(directory, `${name}.csv`), 'id\n1\n');
    return [name, { source: { kind: 'csv', path: `${name}.csv` }, columns: { id: rule } }] as const;
  });
  const masking = { key: 'env:KEY', vault: 'env:VAULT' };
  const request = parseRequest(
    { name: 'clinic', tables: Object.fromEntries(tables), masking },
    { definitions: REQUEST_DEFINITIONS },
  );
  const environment = { KEY: 'a passphrase of a test', VAULT: 'masks.vault' };
  const plan = await planRun({ request, imports: {} }, { directory, environment });
  return { plan, store: createDirectoryStore(join(directory, '.rowmill')), directory };
}

const tableOf = ({ tables }: RunPlan, name: string): MaskedRunTable =>
  tables.find((table) => table.name === name) as MaskedRunTable;

describe('openRunSurrogates', () => {
  it('shares the map of a run until it is burned', async () => {
    const { plan, store } = await planOf(
      { mask: 'surrogate.random' },
      { mask: 'surrogate.random' },
    );
    const open = async (name: string, runId: string) => {
      const world = { plan, key: undefined };
      const own = await openRunSurrogates(tableOf(plan, name), world, { runId, store });
      return own?.open('d', 'burn');
    };
    expect((await open('a', 'run-1'))?.assign(['x', 'y'], DRAWS.draw)).toEqual([
      'mask 0',
      'mask 1',
    ]);
    expect((await open('b', 'run-1'))?.assign(['y'], () => 'new')).toEqual(['mask 1']);
    expect((await open('b', 'run-2'))?.assign(['y'], () => 'new')).toEqual(['new']);
    burnRunSurrogates('run-1');
    expect((await open('b', 'run-1'))?.assign(['y'], () => 'new')).toEqual(['new']);
    burnRunSurrogates('run-1');
    burnRunSurrogates('run-2');
  });

  it('refuses a run whose other tables another process has masked', async () => {
    const { plan, store } = await planOf(
      { mask: 'surrogate.random' },
      { mask: 'surrogate.random' },
    );
    await store.put('runs/run-3/random-masks.json', '{"process":"another"}');
    const opened = openRunSurrogates(
      tableOf(plan, 'b'),
      { plan, key: undefined },
      { runId: 'run-3', store },
    );
    await expect(opened).rejects.toThrow(
      /run run-3: other tables of it were masked by another process/,
    );
  });

  it('goes on in another process where one table alone needs the map', async () => {
    const { plan, store } = await planOf({ mask: 'surrogate.random' }, { mask: 'keep' });
    await store.put('runs/run-4/random-masks.json', '{"process":"another"}');
    const world = [
      { plan, key: undefined },
      { runId: 'run-4', store },
    ] as const;
    expect(await openRunSurrogates(tableOf(plan, 'a'), ...world)).toBeDefined();
    expect(await openRunSurrogates(tableOf(plan, 'b'), ...world)).toBeUndefined();
    burnRunSurrogates('run-4');
  });

  it('refuses maps that the functions of a deployment would have to share', async () => {
    const open = async (...rules: readonly object[]) => {
      const { plan, store } = await planOf(...rules);
      const { root: _, ...distant } = store;
      const context = { runId: 'run-7', store: distant };
      return openRunSurrogates(tableOf(plan, 'a'), { plan, key: KEY }, context);
    };
    const refused = /a deployment masks each table by itself/;
    await expect(open({ mask: 'token.vault' })).rejects.toThrow(refused);
    const random = { mask: 'surrogate.random' };
    await expect(open(random, random)).rejects.toThrow(refused);
    expect(await open(random, { mask: 'keep' })).toBeDefined();
    burnRunSurrogates('run-7');
  });

  it('keeps what is to be kept beside the request, whatever becomes of the run', async () => {
    const { plan, store, directory } = await planOf({ mask: 'token.vault' });
    const open = (runId: string) =>
      openRunSurrogates(tableOf(plan, 'a'), { plan, key: KEY }, { runId, store });
    const first = await open('run-5');
    expect(first?.open('d', 'keep').assign(['x'], () => 'one')).toEqual(['one']);
    expect(() => first?.open('d', 'burn')).not.toThrow();
    await first?.save();
    burnRunSurrogates('run-5');
    const second = await open('run-6');
    expect(second?.open('d', 'keep').assign(['x'], () => 'two')).toEqual(['one']);
    expect(tableOf(plan, 'a').vaultPath()).toBe(join(directory, 'masks.vault'));
    burnRunSurrogates('run-6');
  });
});

describe('a plan', () => {
  it('is not that of an earlier dataset where masks are random', async () => {
    const rules = [
      { mask: 'hash.hmac' },
      { mask: 'surrogate.random' },
      { mask: 'encrypt', mode: 'gcm' },
      { mask: 'token.vault' },
    ];
    const plans = await Promise.all(rules.map((rule) => planOf(rule)));
    expect(plans.map(({ plan }) => plan.reusable)).toEqual([true, false, false, false]);
  });
});
