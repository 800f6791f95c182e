import { parseRequest, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { expect, it } from 'vitest';
import { readYaml } from '../request/read-yaml.ts';
import { requestPlaces } from '../request/request-places.ts';
import type { CheckResult } from '../validation/check-result.ts';
import { placeChecks } from './place-checks.ts';

const TEXT = `name: shop
tables:
  users:
    rows: 10
    key: id
    columns:
      id: uuid
      email: internet.email
validation:
  schemas:
    users: ./user.schema.json
  expectations:
    - { expect: valuesAreUnique, table: users, column: email }
    - expect: valuesAreNotNull
      table: users
      column: email
`;

function check(name: string, ...columns: string[]): CheckResult {
  const counts = { checkedRows: 10, failingRows: 0, examples: [], seconds: 0 };
  return { name, table: 'users', columns, passed: true, ...counts };
}

function placed(checks: readonly CheckResult[]) {
  const { source, value } = readYaml('shop/rowmill.yaml', TEXT, {});
  const request = parseRequest(value, { definitions: REQUEST_DEFINITIONS });
  const places = requestPlaces(source, request, 'shop/rowmill.yaml');
  return placeChecks(checks, request, places).map(({ place }) => place);
}

it('names the line of the expectation, else that of the schema, the column or the table', () => {
  const file = 'shop/rowmill.yaml';
  expect(
    placed([
      check('rowsMatchJsonSchema'),
      check('rowCountIsBetween'),
      check('valuesAreUnique', 'id'),
      check('valuesAreUnique', 'email'),
      check('valuesAreNotNull', 'email'),
    ]),
  ).toEqual([
    { file, line: 11, column: 5 },
    { file, line: 3, column: 3 },
    { file, line: 7, column: 7 },
    { file, line: 13, column: 7 },
    { file, line: 14, column: 7 },
  ]);
});

it('tells what a table implies from what somebody has written, though both say the same', () => {
  const twice = [check('valuesAreUnique', 'email'), check('valuesAreUnique', 'email')];
  expect(placed(twice).map((place) => place?.line)).toEqual([8, 13]);
});

it('names the file alone for a table that the request does not name, and for one in TypeScript', () => {
  const file = 'shop/rowmill.yaml';
  expect(placed([{ ...check('masksAreProven'), table: 'constructor' }])).toEqual([{ file }]);
  const request = parseRequest(
    { name: 'shop', tables: { users: { rows: 1, columns: { id: 'uuid' } } } },
    { definitions: REQUEST_DEFINITIONS },
  );
  const places = requestPlaces({ locate: () => undefined }, request, 'rowmill.config.ts');
  const [only] = placeChecks([check('valuesAreUnique', 'id')], request, places);
  expect(only?.place).toEqual({ file: 'rowmill.config.ts' });
});
