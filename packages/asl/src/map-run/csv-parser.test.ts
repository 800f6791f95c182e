import { describe, expect, test } from 'vitest';
import { csvParser } from './csv-parser.ts';
import { parseInPieces } from './testing/parse-in-pieces.ts';

const valuesOf = (text: string, config: Parameters<typeof csvParser>[0]) =>
  parseInPieces(csvParser(config), text, [1, 4, 9]).map(({ value }) => value);

const FIRST_ROW = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' } as const;

describe('rows', () => {
  test('are objects of text, named by the first row', () => {
    expect(valuesOf('id,rating\n1,3.5\n2,\n', FIRST_ROW)).toEqual([
      { id: '1', rating: '3.5' },
      { id: '2', rating: '' },
    ]);
  });

  test('are named by the document', () => {
    const config = {
      InputType: 'CSV',
      CSVHeaderLocation: 'GIVEN',
      CSVHeaders: ['userId', 'movieId'],
    } as const;
    expect(valuesOf('1,307\n1,481\n', config)).toEqual([
      { userId: '1', movieId: '307' },
      { userId: '1', movieId: '481' },
    ]);
  });

  test('that are short are filled, that are long are cut', () => {
    expect(valuesOf('a,b,c\n1\n1,2,3,4,5\n', FIRST_ROW)).toEqual([
      { a: '1', b: '', c: '' },
      { a: '1', b: '2', c: '3' },
    ]);
  });

  test.each([
    ['COMMA', ','],
    ['PIPE', '|'],
    ['SEMICOLON', ';'],
    ['SPACE', ' '],
    ['TAB', '\t'],
  ] as const)('are cut at %s', (CSVDelimiter, character) => {
    const text = `a${character}b\n1${character}2`;
    expect(valuesOf(text, { ...FIRST_ROW, CSVDelimiter })).toEqual([{ a: '1', b: '2' }]);
  });

  test('may have a column by the name of __proto__', () => {
    const [row] = valuesOf('__proto__,a\n1,2', FIRST_ROW);
    expect(Object.entries(row as object)).toEqual([
      ['__proto__', '1'],
      ['a', '2'],
    ]);
  });

  test.each(['', '\n\n', 'a,b', 'a,b\n'])('are none in %j', (text) => {
    expect(valuesOf(text, FIRST_ROW)).toEqual([]);
  });
});

describe('a header', () => {
  test('that names two columns alike is refused', () => {
    expect(() => valuesOf('\na,b,a\n1,2,3', FIRST_ROW)).toThrow(
      expect.objectContaining({ line: 2, message: expect.stringContaining('named "a"') }),
    );
  });

  test('that is longer than 10 KiB is refused', () => {
    expect(valuesOf(`${'a'.repeat(10_240)}\n1`, FIRST_ROW)).toHaveLength(1);
    expect(() => valuesOf(`${'a'.repeat(10_241)}\n1`, FIRST_ROW)).toThrow('10240 bytes');
  });

  test('must be there', () => {
    expect(() => valuesOf('1', { InputType: 'CSV', CSVHeaderLocation: 'GIVEN' })).toThrow(
      'must be there',
    );
  });
});
