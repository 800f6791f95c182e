import { afterEach, expect, it, vi } from 'vitest';
import { openEnvironment } from '../../../rowmill/src/environments/environment.ts';
import { only } from '../../../rowmill/src/testing/environment.ts';
import { describeMoto, useMoto } from '../../../rowmill/src/testing/moto.ts';
import { VARIABLES } from '../deployment.ts';
import { createDynamoLedgers } from '../leases/dynamo-ledgers.ts';
import { createLeaseTable } from '../leases/testing/lease-table.ts';

describeMoto('the sweeper', () => {
  const moto = useMoto();
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    vi.resetModules();
  });

  it('is told all that it needs by the variables of its function', async () => {
    const leases = await createLeaseTable(moto());
    const variables: Record<string, string> = {
      ...moto().environment,
      ...Object.fromEntries(Object.values(VARIABLES).map((name) => [name, 'unused'])),
      [VARIABLES.leases]: leases.table,
    };
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const lines: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
    const ledgers = createDynamoLedgers({ ...leases, holder: { run: 'gone' } });
    await openEnvironment({ ledgers, name: 'qa', leaseMs: 0, removersOf: only({}) });

    const { handler } = await import('./sweep.ts');
    expect(await handler({}, { awsRequestId: 'one' })).toEqual({ removed: 0, things: [] });
    expect(await ledgers.list()).toEqual([]);
    expect(lines.join('')).toContain('"message":"ends"');

    await leases.remove();
    await expect(handler({}, { awsRequestId: 'two' })).rejects.toMatchObject({
      name: 'LedgerError',
      message: expect.stringContaining(`DynamoDB table ${leases.table}`),
    });
    expect(lines.join('')).toContain('CleanUpsIncomplete');
  });
});
