import { describe, expect, it } from 'vitest';
import { SourceError } from '../errors.ts';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { openPostgresSource } from './postgres-source.ts';
import { readAhead } from './read-ahead.ts';
import type { Source, SourceRows } from './source.ts';

const { signal } = new AbortController();

async function drain(groups: AsyncIterable<SourceRows>) {
  const rows: (readonly (string | null)[])[] = [];
  const sizes: number[] = [];
  for await (const batch of groups) {
    rows.push(...batch);
    sizes.push(batch.length);
  }
  return { rows, sizes };
}

/** A source of numbers in ranges of 100, and how many pieces readers have handed over before anybody took them. */
function numbers(count: number, broken = -1) {
  const state = { given: 0, open: 0 };
  const source: Source = {
    describe: () => 'numbers',
    columns: [{ name: 'n', type: { kind: 'integer' } }],
    async *rows() {
      yield [];
    },
    ranges: async () => ({
      count,
      openReader: async () => {
        state.open += 1;
        return {
          async *read(range) {
            for (let piece = 0; piece < 10; piece++) {
              state.given += 1;
              if (range === broken && piece === 5) throw new SourceError('numbers', 'broken');
              yield Array.from({ length: 10 }, (_, at) => [`${range * 100 + piece * 10 + at}`]);
            }
          },
          close: async () => {
            state.open -= 1;
          },
        };
      },
    }),
    close: async () => undefined,
  };
  return { source, state };
}

describe('reading ahead', () => {
  it.each([1, 2, 3, 7])('keeps the order of ranges with %i readers', async (readers) => {
    const { source, state } = numbers(23);
    const { rows } = await drain(readAhead(source, { signal, readers }));
    expect(rows.map(([n]) => Number(n))).toEqual(Array.from({ length: 2300 }, (_, at) => at));
    expect(state.open).toBe(0);
  });

  it('gives all rows before an error, then the error, and lets go of the readers', async () => {
    const { source, state } = numbers(23, 11);
    const rows: unknown[] = [];
    const reading = (async () => {
      for await (const batch of readAhead(source, { signal, readers: 3 })) rows.push(...batch);
    })();
    await expect(reading).rejects.toThrow('broken');
    expect(rows).toHaveLength(1150);
    expect(state.open).toBe(0);
  });

  it.each([0, 1, 2])('does with %i readers where the server has no more', async (most) => {
    const { source, state } = numbers(9);
    const ranges = await source.ranges?.();
    if (ranges === undefined) throw new Error('the source has ranges');
    const openReader = async (reading: AbortSignal) => {
      if (state.open === most) throw new SourceError('numbers', 'too many clients');
      return ranges.openReader(reading);
    };
    const poor: Source = { ...source, ranges: async () => ({ ...ranges, openReader }) };
    const { rows } = await drain(readAhead(poor, { signal }));
    expect(rows).toHaveLength(most === 0 ? 0 : 900);
  });

  it('goes no further ahead than a few pieces', async () => {
    const { source, state } = numbers(10_000);
    for await (const batch of readAhead(source, { signal, readers: 3 })) {
      expect(state.given - batch.length / 10).toBeLessThan(20);
      break;
    }
    expect(state.open).toBe(0);
  });
});

describePostgres('ranges of a PostgreSQL table', () => {
  const postgres = usePostgres();
  const open = (table: string) => openPostgresSource({ url: postgres.server.url, table });

  it('are the rows of one snapshot, in the order and batches of a single reader', async () => {
    await postgres.sql(`
      CREATE TABLE wide AS SELECT n, repeat(md5(n::text), 8) AS text FROM generate_series(1, 60000) AS n;
      DELETE FROM wide WHERE n % 7 = 0; UPDATE wide SET text = 'moved' WHERE n % 11 = 0`);
    const source = await open('wide');
    expect((await source.ranges?.())?.count).toBeGreaterThan(3);
    const one = await drain(source.rows(signal));
    const reading = readAhead(source, { signal });
    const first = await reading.next();
    await postgres.sql("DELETE FROM wide WHERE n > 100; INSERT INTO wide VALUES (0, 'late')");
    const rest = await drain(reading);
    expect([...(first.value as SourceRows), ...rest.rows]).toEqual(one.rows);
    expect([first.value?.length, ...rest.sizes]).toEqual(one.sizes);
    await source.close();
  });

  it('are none for small tables, views and tables with parts', async () => {
    await postgres.sql(`
      CREATE TABLE small AS SELECT 1 AS n; CREATE VIEW seen AS SELECT * FROM small;
      CREATE TABLE parent AS SELECT n, repeat('x', 500) AS t FROM generate_series(1, 30000) AS n;
      CREATE TABLE child () INHERITS (parent)`);
    for (const table of ['small', 'seen', 'parent']) {
      const source = await open(table);
      expect(await source.ranges?.()).toBeUndefined();
      expect((await drain(readAhead(source, { signal }))).rows.length).toBeGreaterThan(0);
      await source.close();
    }
  });

  it('stop when they are called off', async () => {
    await postgres.sql(
      "CREATE TABLE off AS SELECT n, repeat('x', 500) FROM generate_series(1, 100000) AS n",
    );
    const source = await open('off');
    const calledOff = new AbortController();
    const reading = (async () => {
      for await (const rows of readAhead(source, { signal: calledOff.signal }))
        if (rows.length > 0) calledOff.abort();
    })();
    await expect(reading).rejects.toThrow(/abort/i);
    await source.close();
  });
});
