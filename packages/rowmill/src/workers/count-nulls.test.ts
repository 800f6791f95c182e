import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countNulls } from './count-nulls.ts';

const vector = { kind: 'number', values: new Float64Array(0) } as const;
const type = { kind: 'integer' } as const;

it('counts the cells of all batches that are null, and leaves out columns without one', () => {
  const cells = fc.array(fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), { maxLength: 6 });
  fc.assert(
    fc.property(cells, (batches) => {
      const count = countNulls();
      for (const valid of batches) {
        count.add({
          rowCount: valid.length,
          columns: [
            { name: 'some', type, vector, valid: Uint8Array.from(valid, Number) },
            { name: 'all', type, vector, valid: undefined },
            { name: 'valid', type, vector, valid: new Uint8Array(valid.length).fill(1) },
          ],
        });
      }
      const wanted = batches.flat().filter((isValid) => !isValid).length;
      expect(count.found()).toEqual(wanted === 0 ? {} : { some: wanted });
    }),
  );
});

it('counts columns of any name', () => {
  const count = countNulls();
  const valid = new Uint8Array(2);
  const names = ['constructor', '__proto__'];
  for (const name of names) count.add({ rowCount: 2, columns: [{ name, type, vector, valid }] });
  expect(Object.entries(count.found())).toEqual(names.map((name) => [name, 2]));
});
