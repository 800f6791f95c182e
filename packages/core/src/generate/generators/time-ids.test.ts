import { describe, expect, it } from 'vitest';
import { programRows } from '../../format/program-rows.ts';
import { planTables } from '../../plan/plan.ts';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { column, generatedTable, requestOf } from '../../testing/requests.ts';
import { ulid, uuidv7 } from './time-ids.ts';

const FROM = Date.parse('2024-03-01T00:00:00Z');
const TO = Date.parse('2024-03-02T00:00:00Z');
const OPTIONS = { from: '2024-03-01', to: '2024-03-02' };
const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const uuidTime = (value: string) => Number.parseInt(value.slice(0, 8) + value.slice(9, 13), 16);
const ulidTime = (value: string) =>
  [...value.slice(0, 10)].reduce((sum, digit) => sum * 32 + BASE32.indexOf(digit), 0);
const isBetween = (time: number) => {
  expect(time).toBeGreaterThanOrEqual(FROM);
  expect(time).toBeLessThanOrEqual(TO);
};

describeGenerator(uuidv7, {
  'default options': {
    uniqueRows: true,
    accepts: (value) =>
      expect(value).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
  },
  'within a day': { options: OPTIONS, accepts: (value) => isBetween(uuidTime(String(value))) },
});
describeGenerator(ulid, {
  'default options': {
    uniqueRows: true,
    accepts: (value) => expect(value).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/),
  },
  'within a day': { options: OPTIONS, accepts: (value) => isBetween(ulidTime(String(value))) },
});

describe('ordered identifiers', () => {
  it.each([uuidv7, ulid])('$name ascend with the rows', async (generator) => {
    const request = requestOf({
      t: generatedTable(500, { x: column(generator.name, { from: '2024-03-01', ordered: true }) }),
    });
    const { tables } = await planTables(
      { request, imports: {} },
      { [generator.name]: generator as never },
    );
    const values = (await programRows(tables[0]!.program, 0, 500)).map(({ x }) => String(x));
    expect(values.toSorted()).toEqual(values);
    expect((generator === uuidv7 ? uuidTime : ulidTime)(values[7] as string)).toBe(FROM + 7);
  });
});
