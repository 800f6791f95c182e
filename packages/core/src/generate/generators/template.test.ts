import { describe, expect, it } from 'vitest';
import { planColumns, rowsOfColumns } from '../../testing/columns.ts';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { column } from '../../testing/requests.ts';
import { choice } from './choice.ts';
import { numberInt } from './numbers.ts';
import { sequence } from './sequence.ts';
import { template } from './template.ts';
import { uuid } from './uuid.ts';

const generators = [choice, numberInt, sequence, uuid] as never[];

describeGenerator(template, {
  'columns and generators': {
    options: { template: '{{color}}: {{number.int min=1 max=6}} pieces, \\{{not this}}' },
    columns: { color: column('choice', { values: ['red', 'blue'] }) },
    generators,
    accepts(value, row) {
      expect(value).toMatch(/^(red|blue): [1-6] pieces, \{\{not this\}\}$/);
      expect(String(value).startsWith(`${String(row.color)}:`)).toBe(true);
    },
  },
  'options in JSON and quotes': {
    options: { template: '<{{choice values=["a}}", "b"]}}>' },
    generators,
    accepts: (value) => expect(value).toMatch(/^<(a\}\}|b)>$/),
  },
  'unique by two numbers with a hyphen between them': {
    options: { template: 'K{{number.int min=0 max=39}}/{{number.int min=0 max=24}}' },
    generators,
    uniqueRows: true,
    accepts: (value) => expect(value).toMatch(/^K\d+\/\d+$/),
  },
  'unique by the number at its end': {
    options: { template: '{{choice values=["a","b 1"]}} {{number.int min=0 max=999}}' },
    generators,
    uniqueRows: true,
    accepts: (value) => expect(value).toMatch(/^(a|b 1) \d+$/),
  },
  'unique by an identifier in it': {
    options: { template: '{{number.int}} {{uuid}}{{number.int}}' },
    generators,
    uniqueRows: true,
    accepts: (value) => expect(value).toMatch(/^\d+ [-0-9a-f]{36,}\d+$/),
  },
});

const planText = (text: string, unique = false, rows = 100) =>
  planColumns(
    {
      id: column('sequence'),
      tag: column('choice', { values: ['x', null] }),
      cell: column('template', { template: text }, { unique }),
    },
    rows,
  );

describe('template', () => {
  it('is null where a column in it is', async () => {
    const rows = await rowsOfColumns({
      tag: column('choice', { values: ['x', null] }),
      cell: column('template', { template: '<{{tag}}>' }),
    });
    for (const { tag, cell } of rows) expect(cell).toBe(tag === null ? null : '<x>');
  });

  it('is unique by a column that never repeats', async () => {
    const rows = await rowsOfColumns({
      id: column('sequence'),
      cell: column('template', { template: 'no. {{id}}' }, { unique: true }),
    });
    expect(new Set(rows.map(({ cell }) => cell)).size).toBe(100);
  });

  it.each([
    ['{{person.fristName}}', 'did you mean "person.firstName"?'],
    ['{{idd}}', 'did you mean "id"?'],
    ['{{id min=3}}', '"id" is a column of the row and takes no options'],
    ['{{number.int min=x}}', 'number.int'],
    ['{{number.int mni=3}}', 'number.int'],
    ['ab {{number.int', 'character 4: "{{number.int" is never closed'],
    ['{{}}', 'character 3: expected the name'],
    ['{{number.int min}}', 'expected key=value'],
    ['{{number.int min=1 min=2}}', '"min" stands twice'],
    ['{{choice values=[1,}}', 'not JSON'],
    ['{{choice values=[1,', 'never closed'],
    ['{{choice values=[x]}}', 'not JSON'],
    ['{{cell}}', 'hang on each other'],
  ])('refuses %s', async (text, message) => {
    await expect(planText(text)).rejects.toThrow(message);
  });

  it('refuses unique cells whose parts run into one another, naming them', async () => {
    await expect(
      planText('{{number.int min=1 max=99}}{{number.int min=1 max=99}}', true),
    ).rejects.toThrow('{{number.int min=1 max=99}} cannot be told from what');
    await expect(planText('{{tag}}', true)).rejects.toThrow('the column "tag" may repeat');
  });
});
