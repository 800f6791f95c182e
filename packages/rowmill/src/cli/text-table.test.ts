import { expect, it } from 'vitest';
import { textTable } from './text-table.ts';

it('aligns columns by what a terminal shows, and ends no line with blanks', () => {
  const table = textTable(
    [
      ['名前', '1', 'x'],
      ['a', '1,000', ''],
    ],
    { head: ['name', 'rows', ''], right: [1], indent: 2 },
  );
  expect(table).toBe(['  name   rows', '  名前      1  x', '  a     1,000'].join('\n'));
});

it('colours take no room', () => {
  const plain = textTable([
    ['a', 'b'],
    ['long', 'c'],
  ]);
  const colored = textTable([
    ['\u001b[32ma\u001b[39m', 'b'],
    ['long', 'c'],
  ]);
  expect(colored.replaceAll('\u001b[32m', '').replaceAll('\u001b[39m', '')).toBe(plain);
});
