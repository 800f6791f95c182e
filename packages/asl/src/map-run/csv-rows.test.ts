import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRows } from './csv-rows.ts';
import { cutsArbitrary, parseInPieces } from './testing/parse-in-pieces.ts';

const fieldsOf = (text: string, delimiter = ',', cuts?: readonly number[]) =>
  parseInPieces(csvRows(delimiter), text, cuts).map(({ fields }) => fields);

/** A writer as RFC 4180 has it; Step Functions wants backslashes doubled as well. */
const quoted = (field: string) => `"${field.replaceAll('\\', '\\\\').replaceAll('"', '""')}"`;

test('gives back what a simple writer wrote, wherever the text is cut', () => {
  const field = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom('"', '\\', ',', ';', '\n', '\r', 'a', ' ') }),
  );
  const rows = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }));
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.constantFrom(',', ';', '|', '\t', ' '),
      cutsArbitrary,
      (written, end, delimiter, cuts) => {
        const text = written.map((row) => row.map(quoted).join(delimiter)).join(end);
        expect(fieldsOf(text, delimiter, cuts)).toEqual(written);
      },
    ),
    { numRuns: 500 },
  );
});

test('is the same wherever the text is cut, whatever the text', () => {
  const text = fc.string({ unit: fc.constantFrom('"', '\\', ',', '\n', '\r', 'a') });
  fc.assert(
    fc.property(text, cutsArbitrary, (csv, cuts) => {
      expect(outcome(csv, cuts)).toEqual(outcome(csv, []));
    }),
    { numRuns: 1000 },
  );
});

const outcome = (text: string, cuts: readonly number[]): unknown => {
  try {
    return parseInPieces(csvRows(','), text, cuts);
  } catch (error) {
    return (error as Error).message;
  }
};

describe('fields', () => {
  test.each<{ text: string; fields: string[][]; delimiter?: string }>([
    {
      text: 'a,b\n1,2\n',
      fields: [
        ['a', 'b'],
        ['1', '2'],
      ],
    },
    {
      text: 'a,b\r\n1,2',
      fields: [
        ['a', 'b'],
        ['1', '2'],
      ],
    },
    { text: 'a\rb\r', fields: [['a'], ['b']] },
    {
      text: 'a,,\n,,b',
      fields: [
        ['a', '', ''],
        ['', '', 'b'],
      ],
    },
    { text: '\n\na\n\n\nb\n\n', fields: [['a'], ['b']] },
    { text: '""\n', fields: [['']] },
    { text: '"a,b","c\nd","e""f"', fields: [['a,b', 'c\nd', 'e"f']] },
    { text: '"a\r\nb"\r\nc', fields: [['a\r\nb'], ['c']] },
    { text: ' a , b ', fields: [[' a ', ' b ']] },
    { text: 'a"b,c""d', fields: [['a"b', 'c"d']] },
    { text: 'a"\nb', fields: [['a"'], ['b']] },
    { text: 'a|b,c', fields: [['a', 'b,c']], delimiter: '|' },
    { text: 'a\tb', fields: [['a', 'b']], delimiter: '\t' },
    { text: 'a  b', fields: [['a', '', 'b']], delimiter: ' ' },
    { text: 'C:\\\\Files\\\\x.exe,1', fields: [['C:\\Files\\x.exe', '1']] },
    { text: 'a\\,b,c\\d\\"e', fields: [['a,b', 'cd"e']] },
    { text: 'a\\|b', fields: [['a|b']], delimiter: '|' },
    { text: '"a\\"b\\,c\\\\"', fields: [['a"b,c\\']] },
    { text: '\\"a\\"', fields: [['"a"']] },
    { text: 'a\\', fields: [['a']] },
    { text: 'Zoë,日本,😀', fields: [['Zoë', '日本', '😀']] },
  ])('of $text', ({ text, fields, delimiter }) => {
    expect(fieldsOf(text, delimiter)).toEqual(fields);
    const everywhere = Array.from({ length: text.length }, (_, index) => index);
    expect(fieldsOf(text, delimiter, everywhere)).toEqual(fields);
  });

  test('an example of the documentation: quotes doubled without quotes around, and a line end within', () => {
    const text =
      'abc,123,"This text has commas, a quotation mark (""), and a line end (\n)",{""MyKey"":""MyValue""},"[1,2,3]"';
    expect(fieldsOf(text)).toEqual([
      [
        'abc',
        '123',
        'This text has commas, a quotation mark ("), and a line end (\n)',
        '{"MyKey":"MyValue"}',
        '[1,2,3]',
      ],
    ]);
  });
});

test('tells where a row begins, lines within quotes counted', () => {
  const rows = parseInPieces(csvRows(','), 'a\r\n"b\nb\r\nb"\n\nc\rd');
  expect(rows.map(({ line }) => line)).toEqual([1, 2, 6, 7]);
});

test.each([
  { text: 'a\n"b\nc', line: 2, reason: 'never closed' },
  { text: 'a\n"b"c', line: 2, reason: 'text follows a closing quote' },
  { text: '"a" ,b', line: 1, reason: 'text follows a closing quote' },
  { text: '"a"\\"', line: 1, reason: 'text follows a closing quote' },
])('$text is refused in line $line', ({ text, line, reason }) => {
  expect(() => fieldsOf(text)).toThrow(
    expect.objectContaining({ line, message: expect.stringContaining(reason) }),
  );
});

test('a quote that is never closed does not fill the memory', () => {
  const rows = csvRows(',');
  rows.push('"');
  expect(() => {
    for (let count = 0; count < 9; count++) {
      rows.push('x'.repeat(1024 * 1024));
    }
  }).toThrow('longer than');
});

test('a text of any length is no long item', () => {
  const rows = csvRows(',');
  const line = `${'x'.repeat(1024 * 1024)}\n`;
  const found = Array.from({ length: 9 }, () => rows.push(line)).flat();
  expect(found).toHaveLength(9);
});
