import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../json.ts';
import type { ObjectStore } from '../ports.ts';
import type { ResultEntry } from './result-entry.ts';
import { memoryObjects } from './testing/memory-objects.ts';
import { child, failed, OUT, pending, write } from './testing/write-children.ts';
import { writeResults } from './write-results.ts';

test('files are cut before they grow too long, and joined they are all results', async () => {
  const request = (OutputType: 'JSON' | 'JSONL') => ({
    destination: OUT,
    config: { Transformation: 'FLATTEN', OutputType } as const,
  });
  const outputs = fc.array(fc.jsonValue() as fc.Arbitrary<Json>);
  await fc.assert(
    fc.asyncProperty(
      outputs,
      fc.integer({ min: 1, max: 80 }),
      fc.constantFrom('JSON' as const, 'JSONL' as const),
      async (values, maxFileBytes, format) => {
        const list = values.map((output, index) => child(index, { output }));
        const { objects, file } = await write(list, request(format), { maxFileBytes });
        const manifest = file('jobs/u-1/manifest.json') as unknown as {
          ResultFiles: { SUCCEEDED: { Key: string; Size: number }[] };
        };
        const found = manifest.ResultFiles.SUCCEEDED.map(({ Key, Size }, number) => {
          const text = objects.text('out', Key);
          expect(Key).toBe(`jobs/u-1/SUCCEEDED_${number}.${format.toLowerCase()}`);
          expect(Size).toBe(Buffer.byteLength(text));
          const results: Json[] =
            format === 'JSON'
              ? JSON.parse(text)
              : text
                  .trimEnd()
                  .split('\n')
                  .map((line) => JSON.parse(line));
          expect(Size <= maxFileBytes || results.length === 1).toBe(true);
          return results;
        });
        expect(found.flat()).toEqual(JSON.parse(JSON.stringify(values.flat())));
      },
    ),
  );
});

test('results are read while they are written', async () => {
  let asked = 0;
  const askedAtPieces: number[] = [];
  const objects: ObjectStore = {
    ...memoryObjects(),
    async write(_bucket, _key, body) {
      for await (const piece of body) {
        expect(piece.length).toBeLessThan(100_000);
        askedAtPieces.push(asked);
      }
    },
  };
  async function* entries() {
    for (asked = 0; asked < 10_000; asked++) {
      yield child(asked, { output: 'x'.repeat(100) });
    }
  }
  await writeResults(
    { destination: OUT, config: {} },
    { objects, mapRunArn: 'arn', uuid: 'u', entries },
  );
  expect(askedAtPieces[0]).toBeLessThan(1000);
  expect(askedAtPieces.length).toBeGreaterThan(20);
});

describe('a redrive', () => {
  const request = { destination: OUT, config: { Transformation: 'COMPACT' } as const };
  const first: ResultEntry[] = [child(0), failed(1), pending(2)];
  const second: ResultEntry[] = [
    child(0),
    child(1, { redriveCount: 1, redrivenAt: 0, generation: 1 }),
    failed(2, { generation: 1 }),
  ];
  const third: ResultEntry[] = [...second.slice(0, 2), child(2, { generation: 2 })];

  const writeAll = async (attempts: readonly (readonly ResultEntry[])[]) => {
    const objects = memoryObjects();
    for (const [redriveCount, list] of attempts.entries()) {
      await write(list, request, { objects, redriveCount });
    }
    return {
      objects,
      file: (key: string): Json => JSON.parse(objects.text('out', `jobs/u-1/${key}`)),
    };
  };

  test('writes into a folder of its own, and lists what succeeded before', async () => {
    const { objects, file } = await writeAll([first, second, third]);
    expect(objects.names()).toEqual([
      'out/jobs/u-1/FAILED_0.json',
      'out/jobs/u-1/PENDING_0.json',
      'out/jobs/u-1/Redrive-1/FAILED_0.json',
      'out/jobs/u-1/Redrive-1/SUCCEEDED_0.json',
      'out/jobs/u-1/Redrive-1/manifest.json',
      'out/jobs/u-1/Redrive-2/SUCCEEDED_0.json',
      'out/jobs/u-1/Redrive-2/manifest.json',
      'out/jobs/u-1/SUCCEEDED_0.json',
      'out/jobs/u-1/manifest.json',
    ]);
    expect(file('Redrive-1/SUCCEEDED_0.json')).toEqual([[1, 1]]);
    expect(file('Redrive-2/SUCCEEDED_0.json')).toEqual([[2, 2]]);
    expect(file('Redrive-2/manifest.json')).toMatchObject({
      ResultFiles: {
        FAILED: [],
        PENDING: [],
        SUCCEEDED: [
          { Key: 'jobs/u-1/SUCCEEDED_0.json' },
          { Key: 'jobs/u-1/Redrive-1/SUCCEEDED_0.json' },
          { Key: 'jobs/u-1/Redrive-2/SUCCEEDED_0.json' },
        ],
      },
    });
  });

  test('writes what an attempt could not write that came before', async () => {
    const objects = memoryObjects();
    await write(first, request, { objects, redriveCount: 0 });
    await write(third, request, { objects, redriveCount: 2 });
    expect(JSON.parse(objects.text('out', 'jobs/u-1/Redrive-2/SUCCEEDED_0.json'))).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  test('writes the same again when it is done again', async () => {
    const once = await writeAll([first, second]);
    const before = once.objects.names().map((name) => once.objects.text('out', name.slice(4)));
    await write(second, request, { objects: once.objects, redriveCount: 1 });
    const after = once.objects.names().map((name) => once.objects.text('out', name.slice(4)));
    expect(after).toEqual(before);
  });

  test('tells when a child was redriven', async () => {
    const { objects } = await write(second.slice(0, 2), { destination: OUT, config: {} });
    expect(JSON.parse(objects.text('out', 'jobs/u-1/SUCCEEDED_0.json'))[1]).toMatchObject({
      RedriveCount: 1,
      RedriveDate: '1970-01-01T00:00:00Z',
    });
  });
});
