import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvRecord, readCsvRecords } from './csv-records.ts';

async function recordsOf(text: string, cut = text.length, delimiter = ','): Promise<CsvRecord[]> {
  async function* chunks() {
    for (let at = 0; at < text.length; at += cut) yield text.slice(at, at + cut);
  }
  const records: CsvRecord[] = [];
  for await (const record of readCsvRecords(chunks(), delimiter)) records.push(record);
  return records;
}

function write(cell: string | null): string {
  if (cell === null) return '';
  return /^$|[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

describe('readCsvRecords', () => {
  it('reads back what was written, with the line of each record, in chunks of any size', async () => {
    const cell = fc.option(
      fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', 'é', ' ') }),
    );
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    const lineEnd = fc.constantFrom('\n', '\r\n');
    await fc.assert(
      fc.asyncProperty(
        table,
        lineEnd,
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        async (cells, end, isClosed, cut) => {
          const lines = cells.map((record) => record.map(write).join(','));
          const text = lines.join(end) + (isClosed ? end : '');
          let line = 1;
          const expected = cells.map((record, index) => {
            const at = line;
            line += (lines[index] ?? '').split('\n').length;
            return { line: at, cells: record };
          });
          expect(await recordsOf(text, cut)).toEqual(expected);
        },
      ),
    );
  });

  it('loses one line to a broken quote, not the rest of the file', async () => {
    const text = 'a,b\n1,x"y\n2,ok\n3,"z"q\n4,"line\nline"\n5,"open\n6,ok\n';
    for (const cut of [1, 3, 100]) {
      const records = await recordsOf(text, cut);
      expect(records.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 7, 8]);
      expect(records.flatMap((record) => ('problem' in record ? record.line : []))).toEqual([
        2, 4, 7,
      ]);
      expect(records.at(-1)).toEqual({ line: 8, cells: ['6', 'ok'] });
    }
  });

  it('goes back to the next line, whatever it has looked at behind it', async () => {
    const records = await recordsOf('a,b\n1,"x\n2,y"z,"\n3,ok\n4,ok\n');
    expect(records).toMatchObject([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, problem: expect.stringContaining('text follows a closing quote') },
      { line: 3, problem: expect.stringContaining('a quote stands inside an unquoted cell') },
      { line: 4, cells: ['3', 'ok'] },
      { line: 5, cells: ['4', 'ok'] },
    ]);
  });

  it('says what is wrong with a quote and quotes nothing itself', async () => {
    const problems = (await recordsOf('sec"ret\n"sec"ret\n"secret')).map((record) =>
      'problem' in record ? record.problem : '',
    );
    expect(problems).toEqual([
      expect.stringContaining('a quote stands inside an unquoted cell'),
      expect.stringContaining('text follows a closing quote'),
      expect.stringContaining('opened and never closed'),
    ]);
    expect(problems.join()).not.toMatch(/sec/);
  });

  it('takes no carriage return that stands alone for a part of a cell', async () => {
    const problem = expect.stringContaining('a carriage return stands alone');
    const returns = 'a,b\r1,2\r';
    for (const cut of [1, 2, returns.length]) {
      expect(await recordsOf(returns, cut)).toEqual([{ line: 1, problem }]);
    }
    expect(await recordsOf('a,b\n1,x\ry\n2,"x\ry"\r\n3,z\r')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, problem },
      { line: 3, cells: ['2', 'x\ry'] },
      { line: 4, cells: ['3', 'z'] },
    ]);
  });

  it('tells an empty cell from an empty text, and takes other delimiters', async () => {
    expect(await recordsOf(';"";\n', 1, ';')).toEqual([{ line: 1, cells: [null, '', null] }]);
  });

  it('reads a long file of one column', async () => {
    expect(await recordsOf('value\n'.repeat(200_000), 64 * 1024)).toHaveLength(200_000);
  });
});
