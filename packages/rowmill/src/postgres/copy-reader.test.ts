import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { copyOut } from './copy-out.ts';
import { createMessageReader } from './copy-reader.ts';

function message(kind: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.write(kind);
  head.writeInt32BE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}

const messages = fc.array(
  fc.tuple(fc.constantFrom('d', 'd', 'd', 'H', 'N', 'S'), fc.uint8Array({ maxLength: 30 })),
);
const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 });

/** What a reader makes of bytes in chunks: what the messages hold, and what it leaves to the driver. */
function read(
  bytes: Buffer,
  sizes: readonly number[],
): { content: Buffer; rest: Buffer | undefined } {
  const take = createMessageReader();
  const contents: Uint8Array[] = [];
  let rest: Buffer | undefined;
  for (let at = 0, k = 0; at < bytes.length; k++) {
    const chunk = Buffer.from(bytes.subarray(at, at + (sizes[k % sizes.length] as number)));
    at += chunk.length;
    if (rest !== undefined) rest = Buffer.concat([rest, chunk]);
    else {
      const taken = take(chunk);
      contents.push(Buffer.from(taken.bytes));
      rest = taken.rest && Buffer.from(taken.rest);
    }
  }
  return { content: Buffer.concat(contents), rest };
}

it('finds the content of messages, however they are cut', () => {
  fc.assert(
    fc.property(messages, cuts, fc.uint8Array({ maxLength: 20 }), (given, sizes, behind) => {
      const all = given.map(([kind, content]) => message(kind, content));
      const data = given.flatMap(([kind, content]) => (kind === 'd' ? [content] : []));
      const { content, rest } = read(
        Buffer.concat([...all, message('c', Buffer.of()), behind]),
        sizes,
      );
      expect(content).toEqual(Buffer.concat(data));
      expect(rest).toEqual(Buffer.from(behind));
    }),
  );
});

it('leaves an error to the driver, head and all', () => {
  fc.assert(
    fc.property(messages, cuts, fc.uint8Array({ maxLength: 20 }), (given, sizes, words) => {
      const all = given.map(([kind, content]) => message(kind, content));
      const error = Buffer.concat([message('E', words), Buffer.from('Z')]);
      expect(read(Buffer.concat([...all, error]), sizes).rest).toEqual(error);
    }),
  );
});

describePostgres('COPY out of a server', () => {
  const postgres = usePostgres();

  it('gives every byte to a slow reader, and leaves the session usable', async () => {
    await postgres.session(async (session) => {
      const hash: number[] = [];
      let bytes = 0;
      for await (const chunk of copyOut(
        session,
        "SELECT i, repeat('x', 1000) FROM generate_series(1, 20000) AS i",
      )) {
        bytes += chunk.length;
        if (hash.push(chunk.length) % 50 === 0)
          await new Promise((resolve) => setTimeout(resolve, 5));
      }
      const digits = Array.from({ length: 20_000 }, (_, i) => String(i + 1).length);
      expect(bytes).toBe(digits.reduce((sum, length) => sum + length + 1002, 0));
      expect(await session.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    });
  });

  it('gives nothing of nothing', async () => {
    await postgres.session(async (session) => {
      for await (const chunk of copyOut(session, 'SELECT 1 WHERE false'))
        expect(chunk).toBe('nothing');
    });
  });

  it('tells what the server says, at the beginning and in the middle', async () => {
    const drain = (query: string): Promise<void> =>
      postgres.session(async (session) => {
        for await (const _chunk of copyOut(session, query));
      });
    await expect(drain('SELECT * FROM nowhere')).rejects.toThrow(
      /relation "nowhere" does not exist/,
    );
    await expect(
      drain('SELECT 1 / (50000 - i) FROM generate_series(1, 100000) AS i'),
    ).rejects.toThrow(/division by zero/);
  });

  it('tells of a connection that is lost', async () => {
    const lost = postgres.session(async (session) => {
      let rows = 0;
      for await (const _chunk of copyOut(
        session,
        "SELECT repeat('x', 1000) FROM generate_series(1, 1000000)",
      )) {
        if (rows++ === 0) session.destroy();
      }
    });
    await expect(lost).rejects.toThrow(/the connection was lost/);
  });

  it('lets the server go when the reader leaves early', async () => {
    await postgres.session(async (session) => {
      for await (const _chunk of copyOut(session, 'SELECT generate_series(1, 100000000)')) break;
    });
    const others =
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE 'COPY (SELECT generate%'";
    await expect
      .poll(async () => (await postgres.sql<{ n: number }>(others))[0]?.n, { timeout: 10_000 })
      .toBe(0);
  });
});
