import { expect } from 'vitest';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { column } from '../../testing/requests.ts';
import { choice } from './choice.ts';
import { derive } from './derive.ts';
import { numberDecimal, numberInt } from './numbers.ts';

const generators = [choice, numberDecimal, numberInt] as never[];

describeGenerator(derive, {
  'the total of an order line, exact': {
    options: { expression: 'price * quantity' },
    columns: {
      price: column('number.decimal', { max: 99 }),
      quantity: column('number.int', { min: 1, max: 9 }),
    },
    generators,
    accepts(value, row) {
      expect(value).toBe(
        ((Number(String(row.price).replace('.', '')) * Number(row.quantity)) / 100).toFixed(2),
      );
    },
  },
  'text by a condition': {
    options: { expression: 'quantity > 5 ? "many of " + name : upper(name)' },
    columns: {
      quantity: column('number.int', { max: 9 }),
      name: column('choice', { values: ['ünit', 'box'] }),
    },
    generators,
    accepts: (value, row) =>
      expect(value).toBe(
        Number(row.quantity) > 5 ? `many of ${row.name}` : String(row.name).toUpperCase(),
      ),
  },
});
