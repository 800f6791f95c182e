import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../query/parse-expression.ts';
import { expressionNames } from './expression-names.ts';

const namesOf = (text: string) => expressionNames(parseExpression(text).tree);

describe('expressionNames: variables', () => {
  it.each([
    ['$a + $b', 'a b'],
    ['($x := 1; $x + $y)', 'y'],
    ['($x := $y; ($z := $x; $z)) + $z', 'y z'],
    ['function($i) { $i + $out }', 'out'],
    ['$map($list, function($v, $i) { $v * $factor })', 'list factor'],
    ['($f := function($n) { $n = 0 ? 1 : $n * $f($n - 1) }; $f($start))', 'start'],
    ['$list@$e#$i.{ "at": $i, "is": $e, "of": $outer }', 'list outer'],
    ['$list[$ > $limit]^(>$weight).name{ id: $sum($factor) }', 'list limit weight factor'],
    ['$data ~> |a|{ "b": $new }, [$gone]|', 'data new gone'],
    ['$a ? $b : $c', 'a b c'],
    ['{ $key: $value }', 'key value'],
    ['$a := 1', ''],
    ['/a+/', ''],
  ])('%s', (text, variables) => {
    const found = [...namesOf(text).variables].filter((name) => name !== '');
    expect(found.toSorted()).toEqual(variables.split(' ').filter(Boolean).toSorted());
  });
});

describe('expressionNames: functions', () => {
  it.each([
    ['$sum($a)', 'sum'],
    ['$a ~> $trim ~> $f(1)', 'trim f'],
    ['$eval("1")', 'eval'],
    ['($eval := function($x) { $x }; $eval(1))', ''],
    ['$substring(?, 1)', 'substring'],
  ])('%s', (text, functions) => {
    expect([...namesOf(text).functions].toSorted()).toEqual(
      functions.split(' ').filter(Boolean).toSorted(),
    );
  });
});

describe('expressionNames: members of $states', () => {
  it.each([
    ['$states.input.a & $states.context.b', 'context input'],
    ['$states', ''],
    ['[1..3].($states.result)', 'result'],
    ['function() { $states.`errorOutput` }', 'errorOutput'],
  ])('%s', (text, members) => {
    expect([...namesOf(text).states].toSorted()).toEqual(members.split(' ').filter(Boolean));
  });
});

describe('expressionNames: names at the top level', () => {
  it.each([
    ['phone.number', 'phone'],
    ['$sum(orders.price)', 'orders'],
    ['a ? b : c', 'a b c'],
    ['{ "k": v }', 'v'],
    ['[x, -y]', 'x y'],
    ['$states.input.orders[price > 1]^(name).(id)', ''],
    ['$a.b.c', ''],
    ['$a[b = c]', ''],
    ['$map($a, function($v) { $v.b })', ''],
    ['$a ~> |b|{ "c": d }|', ''],
    ['$a{ b: c }', ''],
    ['[1].(x)', ''],
    ['$.a', '$'],
    ['$sum($)', '$'],
    ['$a[$ > 1].($)', ''],
    ['$map($a, function($v) { $ })', ''],
  ])('%s', (text, names) => {
    expect([...namesOf(text).topLevel].toSorted()).toEqual(names.split(' ').filter(Boolean));
  });
});
