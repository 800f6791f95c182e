import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import type { ObjectStore } from '../ports.ts';
import type { ItemReaderRequest } from '../reducer/map-run-request.ts';
import { openItems } from './open-items.ts';
import { collect, memoryObjects } from './testing/memory-objects.ts';

type Config = ItemReaderRequest['config'];

const getObject = (config: Config, given: JsonObject = { Bucket: 'data', Key: 'items' }) => ({
  resource: 'arn:aws:states:::s3:getObject',
  arguments: given,
  config,
});

const listObjects = (config: Config, given: JsonObject = { Bucket: 'data', Prefix: 'in/' }) => ({
  resource: 'arn:aws:states:::s3:listObjectsV2',
  arguments: given,
  config,
});

const valuesOf = async (request: ItemReaderRequest, objects: ObjectStore) =>
  (await collect(openItems(request, objects))).map(({ value }) => value);

const read = async (text: string, config: Config) =>
  valuesOf(getObject(config), memoryObjects({ 'data/items': text }));

describe('getObject', () => {
  test('reads the elements of a JSON array', async () => {
    expect(await read('\u{feff}[1, {"a": [2, 3]}, "x"]\n', { InputType: 'JSON' })).toEqual([
      1,
      { a: [2, 3] },
      'x',
    ]);
  });

  test('reads JSON Lines', async () => {
    const text = '\u{feff}{"a":1}\r\n\r\n{"a":2}';
    expect(await read(text, { InputType: 'JSONL' })).toEqual([{ a: 1 }, { a: 2 }]);
  });

  test('reads CSV', async () => {
    const config = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' } as const;
    expect(await read('\u{feff}id,name\n1,"Zoë\nB"\n', config)).toEqual([
      { id: '1', name: 'Zoë\nB' },
    ]);
  });

  test('reads objects that are compressed, by the end of their names', async () => {
    for (const key of ['items.json.gz', 'items.gzip']) {
      const objects = memoryObjects({ [`data/${key}`]: gzipSync('[1,2,3]') });
      const request = getObject({ InputType: 'JSON' }, { Bucket: 'data', Key: key });
      expect(await valuesOf(request, objects)).toEqual([1, 2, 3]);
    }
  });

  test('reads the members of a JSON object, and tells their keys and their source', async () => {
    const objects = memoryObjects({ 'data/items': '{"b": 1, "a": {"c": 2}}' });
    const items = await collect(openItems(getObject({ InputType: 'JSON' }), objects));
    expect(items).toEqual([
      { key: 'b', value: 1, source: 's3://data/items' },
      { key: 'a', value: { c: 2 }, source: 's3://data/items' },
    ]);
  });
});

describe('listObjectsV2', () => {
  const contents = {
    'data/in/b.json': '[1,2]',
    'data/in/a.json': '[3]',
    'data/input/c.json': '[4]',
    'other/in/d.json': '[5]',
  };

  test('has an item per object, in the order of keys, as AWS describes it', async () => {
    const items = await collect(openItems(listObjects({}), memoryObjects(contents)));
    expect(items).toEqual([
      {
        source: 's3://data',
        value: {
          Etag: '"3"',
          Key: 'in/a.json',
          LastModified: 1_700_000_000,
          Size: 3,
          StorageClass: 'STANDARD',
        },
      },
      {
        source: 's3://data',
        value: {
          Etag: '"5"',
          Key: 'in/b.json',
          LastModified: 1_700_000_000,
          Size: 5,
          StorageClass: 'STANDARD',
        },
      },
    ]);
  });

  test('lists the bucket where no prefix is given', async () => {
    const request = listObjects({}, { Bucket: 'data' });
    expect(await collect(openItems(request, memoryObjects(contents)))).toHaveLength(3);
  });

  test('reads what is in the objects, one after the other', async () => {
    const request = listObjects({ InputType: 'JSON', Transformation: 'LOAD_AND_FLATTEN' });
    expect(await collect(openItems(request, memoryObjects(contents)))).toEqual([
      { value: 3, source: 's3://data/in/a.json' },
      { value: 1, source: 's3://data/in/b.json' },
      { value: 2, source: 's3://data/in/b.json' },
    ]);
  });

  test('every CSV object has a header of its own', async () => {
    const objects = memoryObjects({ 'data/in/1.csv': 'a,b\n1,2\n', 'data/in/2.csv': 'b,a\n3,4' });
    const request = listObjects({
      InputType: 'CSV',
      CSVHeaderLocation: 'FIRST_ROW',
      Transformation: 'LOAD_AND_FLATTEN',
    });
    expect(await valuesOf(request, objects)).toEqual([
      { a: '1', b: '2' },
      { b: '3', a: '4' },
    ]);
  });

  test('finds nothing, and that is no failure', async () => {
    expect(await collect(openItems(listObjects({}), memoryObjects()))).toEqual([]);
  });
});

describe('MaxItems', () => {
  test('ends the reading: what stands behind is not looked at', async () => {
    const objects = memoryObjects({ 'data/items': '[1, 2, broken' });
    const request = { ...getObject({ InputType: 'JSON' }), maxItems: 2 };
    expect(await valuesOf(request, objects)).toEqual([1, 2]);
  });

  test('counts items, not the objects that hold them', async () => {
    const objects = memoryObjects({ 'data/in/a': '[1,2]', 'data/in/b': '[3,4]' });
    const config: Config = { InputType: 'JSON', Transformation: 'LOAD_AND_FLATTEN' };
    const request = { ...listObjects(config), maxItems: 3 };
    expect(await valuesOf(request, objects)).toEqual([1, 2, 3]);
  });
});

test('lets go of a compressed object that is not read to its end', async () => {
  let isClosed = false;
  const bytes = gzipSync(JSON.stringify(Array.from({ length: 1000 }, (_, index) => index)));
  const objects: ObjectStore = {
    ...memoryObjects(),
    async *read() {
      try {
        for (;;) {
          yield bytes;
        }
      } finally {
        isClosed = true;
      }
    },
  };
  const given = { Bucket: 'data', Key: 'items.gz' };
  for await (const { value } of openItems(getObject({ InputType: 'JSON' }, given), objects)) {
    if (value === 10) {
      break;
    }
  }
  await expect.poll(() => isClosed).toBe(true);
});

test('reads no further than asked, and lets go of the object', async () => {
  let chunks = 0;
  let isClosed = false;
  const endless: ObjectStore = {
    ...memoryObjects(),
    async *read() {
      try {
        yield Buffer.from('[0');
        for (;;) {
          chunks++;
          yield Buffer.from(`,${chunks}`);
        }
      } finally {
        isClosed = true;
      }
    },
  };
  for await (const { value } of openItems(getObject({ InputType: 'JSON' }), endless)) {
    if (value === 10) {
      break;
    }
  }
  expect(chunks).toBe(11);
  expect(isClosed).toBe(true);
});

describe('failures name object, line and reason', () => {
  const failing = (message: string): ObjectStore => ({
    ...memoryObjects(),
    // biome-ignore lint/correctness/useYield: fails before anything can be read
    async *read() {
      throw new Error(message);
    },
    // biome-ignore lint/correctness/useYield: fails before anything can be listed
    async *list() {
      throw new Error(message);
    },
  });

  test.each<{ name: string; request: ItemReaderRequest; objects: ObjectStore; message: string }>([
    {
      name: 'a line that is not JSON',
      request: getObject({ InputType: 'JSONL' }),
      objects: memoryObjects({ 'data/items': '{"a":1}\n{"a":\n' }),
      message: 's3://data/items, line 2: not JSON: ',
    },
    {
      name: 'an object that is not there',
      request: getObject({ InputType: 'JSON' }),
      objects: memoryObjects(),
      message: 's3://data/items: The specified key does not exist.',
    },
    {
      name: 'a store that cannot be read',
      request: getObject({ InputType: 'JSON' }),
      objects: failing('no permission'),
      message: 's3://data/items: no permission',
    },
    {
      name: 'a bucket that cannot be listed',
      request: listObjects({}),
      objects: failing('no permission'),
      message: 's3://data/in/: no permission',
    },
    {
      name: 'one of many objects',
      request: listObjects({ InputType: 'JSON', Transformation: 'LOAD_AND_FLATTEN' }),
      objects: memoryObjects({ 'data/in/a': '[]', 'data/in/b': '[\n1,\nx]' }),
      message: 's3://data/in/b, line 3: not JSON: ',
    },
    {
      name: 'an object that is not compressed, though its name says so',
      request: getObject({ InputType: 'JSON' }, { Bucket: 'data', Key: 'items.gz' }),
      objects: memoryObjects({ 'data/items.gz': '[1,2,3]' }),
      message: 's3://data/items.gz: incorrect header check',
    },
    {
      name: 'a compressed object that is cut',
      request: getObject({ InputType: 'JSON' }, { Bucket: 'data', Key: 'items.gz' }),
      objects: memoryObjects({ 'data/items.gz': gzipSync('[1,2,3]').subarray(0, 15) }),
      message: 's3://data/items.gz: unexpected end of file',
    },
    {
      name: 'a compressed object that is not there',
      request: getObject({ InputType: 'JSON' }, { Bucket: 'data', Key: 'items.gz' }),
      objects: memoryObjects(),
      message: 's3://data/items.gz: The specified key does not exist.',
    },
    {
      name: 'a compression that is not known here',
      request: getObject({ InputType: 'JSON' }, { Bucket: 'data', Key: 'items.zst' }),
      objects: memoryObjects({ 'data/items.zst': '' }),
      message: 's3://data/items.zst: objects in ZSTD are not read here - use GZIP, or none',
    },
    {
      name: 'arguments, all at once',
      request: getObject({ InputType: 'JSON' }, { Bucket: 5, VersionId: 'v1' }),
      objects: memoryObjects(),
      message:
        'Arguments of the ItemReader: VersionId is not supported here - leave it out; Bucket must be text, found 5; Key must be text, found nothing',
    },
    {
      name: 'arguments of a listing',
      request: listObjects({}, { Bucket: 'data', Prefix: null }),
      objects: memoryObjects(),
      message: 'Arguments of the ItemReader: Prefix must be text, found null',
    },
  ])('$name', async ({ request, objects, message }) => {
    await expect(collect(openItems(request, objects))).rejects.toMatchObject({
      name: 'StateFailure',
      error: 'States.ItemReaderFailed',
      message: expect.stringContaining(message),
    });
  });
});
