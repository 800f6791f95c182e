import { describe, expect, test } from 'vitest';
import { byteLength, type Json } from '../json.ts';
import { LIMITS } from '../limits.ts';
import type { ObjectStore } from '../ports.ts';
import type { ResultWriterRequest } from '../reducer/map-run-request.ts';
import type { ResultEntry } from './result-entry.ts';
import { memoryObjects } from './testing/memory-objects.ts';
import { child, failed, OUT, pending, write } from './testing/write-children.ts';
import { writeResults } from './write-results.ts';

describe('without a destination, the output of the state', () => {
  const list = [child(0), child(1, { output: 'one' })];

  test.each<{ config: ResultWriterRequest['config'] | undefined; output: Json }>([
    { config: undefined, output: [[0, 0], 'one'] },
    { config: { OutputType: 'JSON' }, output: [[0, 0], 'one'] },
    { config: { Transformation: 'COMPACT', OutputType: 'JSON' }, output: [[0, 0], 'one'] },
    { config: { Transformation: 'FLATTEN', OutputType: 'JSON' }, output: [0, 0, 'one'] },
    { config: { Transformation: 'COMPACT', OutputType: 'JSONL' }, output: '[0,0]\n"one"' },
    { config: { Transformation: 'FLATTEN', OutputType: 'JSONL' }, output: '0\n0\n"one"' },
  ])('with $config', async ({ config, output }) => {
    expect((await write(list, config && { config })).output).toEqual(output);
  });

  test('NONE has what is known of the children', async () => {
    const { output } = await write([child(0)], { config: { Transformation: 'NONE' } });
    expect(output).toEqual([expect.objectContaining({ Name: 'child-0', Output: '[0,0]' })]);
  });

  test('a failure that is tolerated is not transformed', async () => {
    const { output } = await write([failed(0), child(1)], {
      config: { Transformation: 'FLATTEN' },
    });
    expect(output).toEqual([expect.objectContaining({ Error: 'E', Status: 'FAILED' }), 1, 1]);
  });

  test('of no items is an empty array', async () => {
    expect((await write([], undefined)).output).toEqual([]);
  });

  test('may be as large as a payload, and no larger', async () => {
    const results = (length: number) => [
      child(0, { output: 'é'.repeat(10) }),
      child(1, { output: 'x'.repeat(length) }),
    ];
    const rest = LIMITS.payloadBytes - byteLength(['é'.repeat(10), '']);
    const { output } = await write(results(rest), undefined);
    expect(byteLength(output)).toBe(LIMITS.payloadBytes);
    await expect(write(results(rest + 1), undefined)).rejects.toMatchObject({
      error: 'States.DataLimitExceeded',
      message: expect.stringContaining('262144 bytes'),
    });
  });

  test('is not collected beyond that', async () => {
    let asked = 0;
    async function* entries() {
      for (;;) {
        yield child(asked++, { output: 'x'.repeat(1000) });
      }
    }
    const options = { objects: memoryObjects(), mapRunArn: 'arn', uuid: 'u', entries };
    await expect(writeResults(undefined, options)).rejects.toMatchObject({
      error: 'States.DataLimitExceeded',
    });
    expect(asked).toBeLessThan(300);
  });
});

describe('with a destination', () => {
  test('files by kind, and a manifest that lists them', async () => {
    const list: ResultEntry[] = [
      child(0),
      failed(1),
      failed(2, { status: 'TIMED_OUT', error: 'States.Timeout', cause: '' }),
      failed(3, { status: 'ABORTED' }),
      pending(4),
      child(5),
    ];
    const { output, objects, file } = await write(list, { destination: OUT, config: {} });
    expect(output).toEqual({
      MapRunArn: 'arn:map-run',
      ResultWriterDetails: { Bucket: 'out', Key: 'jobs/u-1/manifest.json' },
    });
    const listed = (kind: string) => {
      const key = `jobs/u-1/${kind}_0.json`;
      return [{ Key: key, Size: Buffer.byteLength(objects.text('out', key)) }];
    };
    expect(file('jobs/u-1/manifest.json')).toEqual({
      DestinationBucket: 'out',
      MapRunArn: 'arn:map-run',
      ResultFiles: {
        FAILED: listed('FAILED'),
        PENDING: listed('PENDING'),
        SUCCEEDED: listed('SUCCEEDED'),
      },
    });
    expect(file('jobs/u-1/SUCCEEDED_0.json')).toMatchObject([
      { Name: 'child-0' },
      { Name: 'child-5' },
    ]);
    expect(file('jobs/u-1/FAILED_0.json')).toMatchObject([
      { Status: 'FAILED' },
      { Status: 'TIMED_OUT' },
      { Status: 'ABORTED' },
    ]);
    expect(file('jobs/u-1/PENDING_0.json')).toEqual([
      { Input: '{"index":4}', InputDetails: { Included: true }, Status: 'PENDING' },
    ]);
  });

  test('entries have the members that AWS gives them', async () => {
    const { file } = await write([child(0), failed(1)], { destination: OUT, config: {} });
    expect(file('jobs/u-1/SUCCEEDED_0.json')).toEqual([
      {
        ExecutionArn: 'arn:aws:states:local:000000000000:execution:machine/Map:child-0',
        Input: '{"index":0}',
        InputDetails: { Included: true },
        Name: 'child-0',
        Output: '[0,0]',
        OutputDetails: { Included: true },
        RedriveCount: 0,
        RedriveStatus: 'NOT_REDRIVABLE',
        RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
        StartDate: '2026-01-02T03:04:05.060Z',
        StateMachineArn: 'arn:aws:states:local:000000000000:stateMachine:machine/Map',
        Status: 'SUCCEEDED',
        StopDate: '2026-01-02T03:04:06Z',
      },
    ]);
    expect(file('jobs/u-1/FAILED_0.json')).toEqual([
      {
        Cause: 'c',
        Error: 'E',
        ExecutionArn: 'arn:aws:states:local:000000000000:execution:machine/Map:child-1',
        Input: '{"index":1}',
        InputDetails: { Included: true },
        Name: 'child-1',
        OutputDetails: { Included: true },
        RedriveCount: 0,
        RedriveStatus: 'REDRIVABLE_BY_MAP_RUN',
        StartDate: '2026-01-02T03:04:05.060Z',
        StateMachineArn: 'arn:aws:states:local:000000000000:stateMachine:machine/Map',
        Status: 'FAILED',
        StopDate: '2026-01-02T03:04:06Z',
      },
    ]);
  });

  test('express children have no redrive of their own', async () => {
    const { file } = await write([failed(0, { executionType: 'EXPRESS' })], {
      destination: OUT,
      config: {},
    });
    expect(file('jobs/u-1/FAILED_0.json')).not.toMatchObject([
      { RedriveStatus: expect.anything() },
    ]);
  });

  test('JSON Lines end in a line feed', async () => {
    const config = { Transformation: 'COMPACT', OutputType: 'JSONL' } as const;
    const { objects } = await write([child(0), child(1)], { destination: OUT, config });
    expect(objects.text('out', 'jobs/u-1/SUCCEEDED_0.jsonl')).toBe('[0,0]\n[1,1]\n');
    expect(objects.names()).toContain('out/jobs/u-1/manifest.json');
  });

  test.each([
    ['', 'u-1/manifest.json'],
    ['a/b', 'a/b/u-1/manifest.json'],
    ['a/b/', 'a/b/u-1/manifest.json'],
  ])('the prefix %j leads to %s', async (prefix, key) => {
    const destination = { bucket: 'out', prefix };
    const { objects } = await write([], { destination, config: {} });
    expect(objects.names()).toEqual([`out/${key}`]);
  });

  test('a store that refuses fails the state', async () => {
    const objects: ObjectStore = {
      ...memoryObjects(),
      async write() {
        throw new Error('disk full');
      },
    };
    await expect(
      write([child(0)], { destination: OUT, config: {} }, { objects }),
    ).rejects.toMatchObject({
      error: 'States.ResultWriterFailed',
      message: 's3://out/jobs: disk full',
    });
  });
});
