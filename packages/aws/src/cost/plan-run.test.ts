import { tmpdir } from 'node:os';
import { parseRequest, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { describe, expect, it } from 'vitest';
import { planRunOnAws } from './plan-run.ts';

const planOf = (changes: object = {}, region = 'us-east-1') =>
  planRunOnAws(
    {
      request: parseRequest(
        {
          name: 'planned',
          seed: 1,
          tables: {
            users: { rows: '10M', key: 'id', columns: { id: 'uuid', name: 'person.fullName' } },
          },
          ...changes,
        },
        { definitions: REQUEST_DEFINITIONS },
      ),
      imports: {},
    },
    { directory: tmpdir(), environment: {}, place: `deployment qa in ${region}`, region },
  );

describe('planRunOnAws', () => {
  it('tells what a run takes, from its own columns', async () => {
    const { plan, sizing, problems } = await planOf();
    expect(problems).toEqual([]);
    expect(plan.place).toBe('deployment qa in us-east-1');
    expect(sizing.partsPerShard).toBeGreaterThanOrEqual(1);
    expect(plan.stages.map(({ stage }) => stage)).toEqual([
      'plan',
      'build',
      'validate',
      'clean up',
      'report',
    ]);
    expect(plan.notes.join('\n')).toMatch(/\d rows\/s on a core of this machine, measured now/);
    expect(plan.notes.join('\n')).toContain('prices of us-east-1 of 2026-11-22, quotas of');
    expect(plan.usd).toBeGreaterThan(0);
  });

  it('has environments, targets and tests in its price, and says what it cannot know', async () => {
    const { plan, sizing } = await planOf(
      {
        environments: { qa: { targets: [{ kind: 'postgres', url: 'env:DATABASE_URL' }] } },
        test: { command: 'npm test' },
      },
      'eu-west-2',
    );
    expect(plan.stages.map(({ stage }) => stage)).toContain('distribute');
    expect(plan.items.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['CodeBuild', 'DynamoDB writes']),
    );
    expect(sizing.deliveryConcurrency).toBeGreaterThan(1);
    const notes = plan.notes.join('\n');
    expect(notes).toContain('those of eu-west-2 are not known here');
    expect(notes).toContain('minutes are counted for the tests');
  });

  it('says which table does not fit', async () => {
    const { plan, problems } = await planOf({
      tables: {
        huge: { rows: '1_000_000_000_000', columns: { note: { generator: 'text.sentence' } } },
      },
    });
    expect(problems[0]).toMatch(/^huge: a shard /);
    expect(plan.notes[0]).toBe(`does not fit: ${problems[0]}`);
  });

  it('says which function of a whole table has no time for it, though its shards fit', async () => {
    const { plan, problems } = await planOf({
      tables: { users: { rows: '20_000_000_000', key: 'id', columns: { id: 'uuid' } } },
    });
    const late = 'rowmill-validate-dataset would take longer than a function may, 15 minutes';
    expect(problems).toContain(late);
    expect(plan.notes).toContain(`does not fit: ${late}`);
  });
});
