import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { GENERATORS } from '../generate/catalog.generated.ts';
import type { TablePlan } from '../plan/plan.ts';
import type { ProgramColumn } from '../program/steps.ts';
import { plan } from '../testing/plans.ts';
import { column, generatedTable } from '../testing/requests.ts';
import type { EngineName } from '../wasm/choose-engine.ts';
import { openBatchTable } from './batch-table.ts';
import { createSumDigest, createTupleStreamDigest } from './copy-binary-digest.ts';
import { openTupleTable } from './copy-binary-table.ts';
import { TUPLES_HEADER, TUPLES_TRAILER, type TupleKind } from './copy-binary-types.ts';
import { copy } from './forms/copy.ts';
import { createLineDigest } from './line-digest.ts';
import { openTextTable } from './text-table.ts';

const ROWS = 20_000;
const HEAD_ROOM = 5;

/** A column of every type, with and without nulls. */
const tables = {
  t: generatedTable(ROWS, {
    id: column('uuid'),
    number: column('sequence'),
    name: column('person.fullName'),
    email: column('internet.email', {}, { unique: true }),
    phone: column('phone.number', {}, { nulls: 0.2 }),
    born: column('person.birthDate'),
    seen: column('date.recent', { days: 30 }, { nulls: 0.5 }),
    score: column('number.float', { min: -5, max: 5 }),
    balance: column('number.decimal', { min: -100, max: 1000, scale: 2 }),
    large: column('number.bigint', {}),
    active: column('boolean', {}, { nulls: 0.1 }),
    note: column('text.sentence', {}, { nulls: 0.1 }),
  }),
};

const planned = async (): Promise<TablePlan> => (await plan(tables)).get('t') as TablePlan;

/** The binary form that a column has without a word from a database. */
function naturalKind({ type }: Pick<ProgramColumn, 'type'>): TupleKind {
  switch (type.kind) {
    case 'string':
      return 'text';
    case 'integer':
    case 'bigint':
      return 'int8';
    case 'float':
      return 'float8';
    case 'decimal':
      return 'numeric';
    case 'json':
      return 'jsonb';
    default:
      return type.kind;
  }
}

/** The tuples of all rows, and their digest. */
async function tuplesOf(
  { program }: TablePlan,
  engine: EngineName,
  slice = ROWS,
  pieceBytes = 1 << 16,
) {
  vi.stubEnv('ROWMILL_ENGINE', engine);
  const kinds = program.columns.map(naturalKind);
  const table = await openTupleTable(program, { kinds, headRoom: HEAD_ROOM, pieceBytes });
  const pieces: Buffer[] = [];
  let rows = 0;
  for (let firstRow = 0; firstRow < program.rowCount; firstRow += slice) {
    const rowCount = Math.min(slice, program.rowCount - firstRow);
    for (const piece of table.pieces({ firstRow, rowCount })) {
      pieces.push(Buffer.from(piece.bytes.slice(HEAD_ROOM)));
      rows += piece.rowCount;
    }
  }
  expect(rows).toBe(program.rowCount);
  const bytes = Buffer.concat(pieces);
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    digest: table.digest(),
    kinds,
    bytes,
  };
}

describe('a table as tuples', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is the same for both engines, wherever rows and pieces are cut', async () => {
    const table = await planned();
    const { bytes: _, ...whole } = await tuplesOf(table, 'wasm');
    for (const [slice, pieceBytes] of [
      [ROWS, 1],
      [777, 1 << 20],
      [8192, 300],
    ])
      expect(await tuplesOf(table, 'wasm', slice, pieceBytes)).toMatchObject(whole);
    expect(await tuplesOf(table, 'ts')).toMatchObject(whole);
  });

  it('has the digest that its stream has, in chunks of any size', async () => {
    const { bytes, digest, kinds } = await tuplesOf(await planned(), 'wasm');
    const stream = Buffer.concat([TUPLES_HEADER, bytes, TUPLES_TRAILER]);
    for (const engine of ['ts', 'wasm'] as const) {
      vi.stubEnv('ROWMILL_ENGINE', engine);
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 1, max: 700_000 }), { minLength: 1 }), (cuts) => {
          const back = createTupleStreamDigest(kinds, 'test');
          for (let at = 0, k = 0; at < stream.length; k++) {
            const next = at + (cuts[k % cuts.length] as number) + (cuts.length === 1 ? 5000 : 0);
            back.add(stream.subarray(at, next));
            at = next;
          }
          expect(back.finish()).toEqual(digest);
        }),
        { numRuns: 5 },
      );
    }
  });

  it('has the digest that its batches have', async () => {
    const table = await planned();
    const { digest, kinds } = await tuplesOf(table, 'wasm');
    for (const engine of ['ts', 'wasm'] as const) {
      vi.stubEnv('ROWMILL_ENGINE', engine);
      const batches = await openBatchTable(table.program, copy, { kinds });
      const sums = createSumDigest();
      batches.read({ firstRow: 0, rowCount: ROWS, startsPart: true }, (_batch, [, tuples]) =>
        tuples?.write((bytes) => sums.add(bytes)),
      );
      expect(sums.finish()).toEqual(digest);
    }
  });

  it('can have its lines told on the way', async () => {
    const { program } = await planned();
    const kinds = program.columns.map(naturalKind);
    const told = createLineDigest();
    const lines = { form: copy, write: (bytes: Uint8Array) => told.add(bytes) };
    const table = await openTupleTable(program, { kinds, headRoom: 0, pieceBytes: 1 << 16, lines });
    for (const _piece of table.pieces({ firstRow: 0, rowCount: ROWS }));
    const expected = createLineDigest();
    const text = await openTextTable(program, copy);
    text.write({ firstRow: 0, rowCount: ROWS, startsPart: true }, (bytes) => expected.add(bytes));
    expect(told.finish()).toEqual(expected.finish());
  });

  it('is not made of columns that do not have the form', async () => {
    const { program } = await planned();
    const kinds = program.columns.map((): TupleKind => 'text');
    const open = openTupleTable(program, { kinds, headRoom: 0, pieceBytes: 1 });
    await expect(open).rejects.toThrow('column "id" of uuid is no text');
  });

  it('takes every generator that needs no options', async () => {
    for (const { name } of Object.values(GENERATORS)) {
      const single = await plan({ t: generatedTable(100, { cell: column(name) }) }).catch(
        () => undefined,
      );
      const table = single?.get('t');
      if (table === undefined) continue;
      const [reference, fast] = [await tuplesOf(table, 'ts'), await tuplesOf(table, 'wasm')];
      expect(fast, name).toEqual(reference);
      expect(fast.digest.rows, name).toBe(100);
    }
  });
});

describe('a stream that is read back', () => {
  const columns = ['text'] as const;
  const tuple = [0, 1, 0, 0, 0, 2, 104, 105];

  it.each([
    [
      'another beginning',
      [...'PGCOPZ\n'].map((c) => c.charCodeAt(0)),
      /something else than binary/,
    ],
    ['rows with other columns', [...TUPLES_HEADER, 0, 2], /other columns/],
    ['no end mark', [...TUPLES_HEADER, ...tuple], /cut off/],
    ['half a row', [...TUPLES_HEADER, ...tuple.slice(0, 5)], /cut off/],
    ['nothing', [], /cut off/],
    ['more behind the end', [...TUPLES_HEADER, 255, 255, 0], /goes on/],
  ])('is refused with %s', (_what, bytes, words) => {
    const digest = createTupleStreamDigest(columns, 'postgres');
    expect(() => {
      digest.add(Uint8Array.from(bytes));
      digest.finish();
    }).toThrow(words);
  });

  it('may have a row that is larger than any buffer', () => {
    const size = 5_000_000;
    const row = Buffer.concat([Buffer.from([0, 1, 0, 0x4c, 0x4b, 0x40]), Buffer.alloc(size, 'x')]);
    const digestOf = (cut: number): unknown => {
      const digest = createTupleStreamDigest(columns, 'postgres');
      const stream = Buffer.concat([TUPLES_HEADER, row, Buffer.from(tuple), TUPLES_TRAILER]);
      for (let at = 0; at < stream.length; at += cut) digest.add(stream.subarray(at, at + cut));
      return digest.finish();
    };
    expect(digestOf(900_001)).toEqual(digestOf(size * 2));
    expect(digestOf(900_001)).toMatchObject({ rows: 2 });
  });
});
