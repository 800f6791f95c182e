import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRowValidator } from '@rowmill/core/json-schema';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnTypesOf } from './column-types.ts';
import { readUncheckedCsv } from './csv-batches.ts';
import { readCsvRows } from './csv-rows.ts';
import type { PassedRows, ReadItem } from './read-item.ts';
import { decodeText, readChunks } from './text-chunks.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rowmill-csv-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function drain<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

interface Trial {
  readonly schema: object;
  readonly delimiter?: string;
}

/** What columns leave over and what the exact path gives. */
async function readBoth(content: string | Uint8Array, { schema, delimiter = ',' }: Trial) {
  const file = join(directory, 'rows.csv');
  await writeFile(file, content);
  const columnTypes = columnTypesOf({ uri: 'x', schemas: new Map([['x', schema]]) });
  const options = { file, delimiter, schema, columnTypes, only: undefined, signal: undefined };
  const found: (ReadItem | PassedRows)[] = await drain(readUncheckedCsv(options));
  const exact = await drain(
    readCsvRows(decodeText(readChunks(file), file), columnTypes, delimiter),
  );
  return { found, exact };
}

/** Columns do not know "not", so that all rows are left over. */
const OPAQUE = {
  properties: {
    n: { type: ['integer', 'null'], not: { const: 'never' } },
    flag: { type: 'boolean' },
    nested: { type: 'object' },
  },
};

const SCHEMA = {
  type: 'object',
  required: ['n', 'text'],
  properties: {
    n: { type: 'integer', minimum: -5, maximum: 50 },
    text: { type: 'string', maxLength: 6 },
    flag: { type: ['boolean', 'null'] },
    nested: { type: ['object', 'number'] },
    free: {},
  },
};

const NAMES = ['n', 'text', 'flag', 'nested', 'free'];

const cell = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom('', '""', '7', '-3', '49', 'true', 'false', 'é', 'text'),
  },
  fc.constantFrom(
    '1.0',
    '1e2',
    '1e400',
    '007',
    '"12"',
    '"{""a"":1}"',
    '"{""a"":"',
    '"[1]"',
    '" {}"',
    'null',
  ),
  fc
    .string({ unit: fc.constantFrom('a', '""', ',', '\n', '\r\n', '€'), maxLength: 9 })
    .map((s) => `"${s}"`),
  fc.string({ unit: fc.constantFrom('a', '"', '\r', '\n', ',', ' '), maxLength: 4 }),
);

const file = fc
  .tuple(
    fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { maxLength: 12 }),
    fc.option(fc.array(cell, { minLength: 1, maxLength: 6 }), { freq: 3 }),
    fc.constantFrom('\n', '\r\n', '\n\n'),
    fc.constantFrom('', '\ufeff'),
    fc.boolean(),
  )
  .map(([rows, odd, end, mark, isClosed]) => {
    const lines = [NAMES, ...rows, ...(odd ? [odd] : []), ...rows].map((cells) => cells.join(','));
    return mark + lines.join(end) + (isClosed ? end : '');
  });

describe('readUncheckedCsv', () => {
  it('leaves over what the exact path gives, where columns cannot tell', async () => {
    await fc.assert(
      fc.asyncProperty(file, async (content) => {
        const { found, exact } = await readBoth(content, { schema: OPAQUE });
        expect(found).toEqual(exact);
      }),
      { numRuns: 200 },
    );
  });

  it('lets pass the rows that the validator lets pass, and no other', async () => {
    const validate = createRowValidator(SCHEMA, { origin: 'schema' });
    await fc.assert(
      fc.asyncProperty(file, async (content) => {
        const { found, exact } = await readBoth(content, { schema: SCHEMA });
        const isRight = (item: ReadItem) =>
          item.kind === 'row' && validate(item.value).length === 0;
        const passed = found.reduce(
          (sum, item) => sum + (item.kind === 'passed' ? item.rows : 0),
          0,
        );
        const left = found.flatMap((item) => (item.kind === 'passed' ? [] : [item]));
        expect(left.length + passed).toBe(exact.length);
        // Blanks around JSON are a matter for the exact path.
        expect(left.filter((item) => !isRight(item))).toEqual(
          exact.filter((item) => !isRight(item)),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('tells most rows by columns alone', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `${i % 50},text,true,{},x\n`);
    const content = `${NAMES.join(',')}\n${rows.join('')}99,text,,1,\n`;
    const { found } = await readBoth(content, { schema: SCHEMA });
    const left = found.filter(({ kind }) => kind !== 'passed');
    expect(left).toMatchObject([{ kind: 'row', row: 20_001, line: 20_002, value: { n: 99 } }]);
  });

  it('reads what a kernel cannot: other delimiters, headers and records', async () => {
    const long = 'x'.repeat(1 << 21);
    for (const [content, delimiter] of [
      ['n§text\n1§a\n', '§'],
      ['n,,text\n1,2,3\n', ','],
      ['', ','],
      [`n,text\n1,a\n2,${long}\n3,b\n4\n`, ','],
      [`n,text\n1,"open\n${'2,b\n'.repeat(300_000)}`, ','],
    ] as const) {
      const { found, exact } = await readBoth(content, { schema: OPAQUE, delimiter });
      expect(found).toEqual(exact);
    }
  });

  it('ends at bytes that are not UTF-8, behind the rows before', async () => {
    const content = Buffer.concat([
      Buffer.from('n,text\n1,a\n2,"b\n'),
      Buffer.of(0xff),
      Buffer.from('"\n'),
    ]);
    const file = join(directory, 'latin.csv');
    await writeFile(file, content);
    const columnTypes = new Map();
    const options = {
      file,
      delimiter: ',',
      schema: OPAQUE,
      columnTypes,
      only: undefined,
      signal: undefined,
    };
    const found: unknown[] = [];
    const read = async () => {
      for await (const item of readUncheckedCsv(options)) found.push(item);
    };
    await expect(read()).rejects.toThrow('is not UTF-8 behind line 4');
    expect(found.at(-1)).toMatchObject({ row: 1, line: 2 });
  });
});
