import { describe, it } from 'vitest';
import { planColumns } from '../testing/columns.ts';
import { type ColumnRequest, column } from '../testing/requests.ts';
import { expectSameBytes } from '../testing/same-bytes.ts';

const ROWS = 20;
const RANGE = { firstRow: 0, rowCount: ROWS, startsPart: true };

const repeated = (part: string, times: number, separator = ' '): ColumnRequest =>
  column('template', { template: `{{${part}}}${separator}`.repeat(times) });

const choiceOf = (size: number, suffix: string): ColumnRequest =>
  column('choice', { values: Array.from({ length: size }, (_, i) => `${i}${suffix}`) });

describe('memory for the rows of a table', () => {
  it.each<[string, Record<string, ColumnRequest>]>([
    [
      'a dictionary in many parts of several columns',
      {
        one: repeated('person.firstName', 60, ' '),
        two: repeated('person.firstName', 60, '-'),
        three: repeated('person.firstName', 60, '/'),
      },
    ],
    ['a large dictionary in some parts', { id: choiceOf(100_000, ''), ids: repeated('id', 4) }],
    [
      'a large dictionary of entries too long for slots',
      { text: choiceOf(100_000, ' of many values'), texts: repeated('text', 40) },
    ],
    [
      'a large dictionary that grows while it is escaped',
      { text: choiceOf(60_000, '"\\\'\n\u0001'), texts: repeated('text', 30) },
    ],
    [
      'long literals that grow while they are escaped',
      Object.fromEntries(
        Array.from({ length: 24 }, (_, i) => [
          `column${i}`,
          column('template', { template: `{{number.int}}${'\u0001'.repeat(9_900)}${i}` }),
        ]),
      ),
    ],
  ])('holds %s', async (_name, columns) => {
    const { program } = await planColumns(columns, ROWS);
    await expectSameBytes(program, [RANGE]);
  });
});
