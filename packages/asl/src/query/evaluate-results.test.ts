import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { answer } from './testing/answer.ts';
import { frozen } from './testing/scope-of.ts';

const INPUT: Json = frozen({
  orders: [
    { id: 1, lines: [{ sku: 'a', n: 2 }] },
    {
      id: 2,
      lines: [
        { sku: 'b', n: 1 },
        { sku: 'a', n: 5 },
      ],
    },
  ],
  one: [1],
  none: [],
  nested: [[1], [2, 3], []],
  text: 'b-a-c',
});

/** Every kind of syntax, also that which evaluates members of arrays and objects at the same time. */
const EXPRESSIONS = [
  'orders.lines.sku',
  'orders[id = 1].lines.sku',
  'orders[id = 1].lines.sku[]',
  'orders[0].lines',
  'one',
  'one.$',
  '[one.$]',
  'none',
  'nested',
  'nested.$',
  'nested[0]',
  '$append(one, none)',
  '[1..1]',
  '[[1..1], [1..3], []]',
  '{"a": one, "b": none, "c": missing, "d": [missing, 1]}',
  'orders.{"id": id, "skus": lines.sku, "total": $sum(lines.n)}',
  'orders.lines{sku: $sum(n)}',
  'orders.lines{sku: {"n": n, "all": [n, n]}, "x": 1}',
  'orders@$o.$o.lines.{"order": $o.id, "sku": sku}',
  'orders#$i.{"index": $i, "id": id}',
  'orders.lines^(>n, sku).sku',
  'orders.lines.{"sku": sku, "order": %.id}',
  '$map(orders, function($order, $i) { [$i, $order.id, [$order.id]] })',
  '$filter(orders, function($order) { $order.id > 1 })',
  '$reduce([1..5], function($a, $b) { $a + $b })',
  '$sift({"a": 1, "b": 2}, function($v) { $v > 1 })',
  '$each({"a": 1, "b": 2}, function($v, $k) { $k & $v })',
  '$sort(orders.lines, function($a, $b) { $a.n > $b.n }).n',
  '$match(text, /([a-z])-(x)?/)',
  '$split(text, "-") ~> $sort() ~> $join("+")',
  '$spread({"a": 1, "b": [2]})',
  '$merge([{"a": 1}, {"b": {"c": 2}}])',
  '$lookup(orders, "id")',
  '$zip([1, 2], [3])',
  '$distinct([1, 1, 2])',
  '$single([7])',
  '**.sku',
  'orders.*.n',
  '$ ~> |orders.lines|{"n": n * 2}, "sku"|',
  '($f := function($n) { $n < 2 ? 1 : $n * $f($n - 1) }; [$f(5), {"f": $f(6)}])',
  '($add := function($a, $b) { $a + $b }; $map([1, 2], $add(?, 10)))',
  '1 in [1, 2] and "a" = "a" ? "yes" : "no"',
  '-(0)',
  '$string({"a": [1, null, true]})',
  '$formatNumber(1234.5, "#,##0.00")',
  'null',
];

describe('results', () => {
  it.each(EXPRESSIONS)('are those of JSONata, as JSON: %s', async (text) => {
    // An expression sees its input behind $states only: the path makes it what `$` and bare names refer to.
    const expression = `$states.input.(${text})`;
    const expected = await jsonata(expression).evaluate(undefined, { states: { input: INPUT } });
    expect(expected).not.toBeUndefined();
    expect(await answer(expression, INPUT)).toEqual(JSON.parse(JSON.stringify(expected)));
  });
});
