import type { ColumnShape, ValueType } from '@rowmill/core';
import { describe, expect, it } from 'vitest';
import { copyLines, type Rows } from '../../testing/target.ts';
import type { Writer } from './canonical-text.ts';
import { createCopyDigest } from './copy-digest.ts';

function digestOf(columns: readonly ColumnShape[], writer: Writer, rows: Rows, cut = 1000): string {
  const digest = createCopyDigest(columns, writer);
  const bytes = copyLines(rows);
  for (let at = 0; at < bytes.length; at += cut) digest.add(bytes.slice(at, at + cut));
  return digest.finish().digest;
}

function shape(kind: Exclude<ValueType['kind'], 'decimal'>, sourceType?: string): ColumnShape {
  return {
    name: 'c',
    type: { kind },
    nullable: true,
    ...(sourceType !== undefined && { sourceType }),
  };
}

describe('digest of COPY lines', () => {
  it.each([
    ['float', undefined, '1000000000000000', '1e+15'],
    ['float', undefined, '0.00001', '1e-05'],
    ['float', undefined, '0', '-0'],
    ['float', undefined, '0.1', '0.1'],
    ['float', 'real', '0.30000000000000004', '0.3'],
    ['json', undefined, '{"b":1.0,"a":[1, null]}', '{"a": [1, null], "b": 1.0}'],
    ['json', undefined, '"tab\\t"', '"tab\\t"'],
    ['string', 'numeric(5,2)', '-1.5', '-1.50'],
    ['string', 'numeric', '007', '7'],
    ['string', 'numeric(5,2)', '-0', '0.00'],
    ['string', 'character(5)', 'ab', 'ab   '],
    ['string', 'boolean', 'true', 't'],
    ['string', undefined, 'as it is', 'as it is'],
    ['float', undefined, null, null],
    ['json', undefined, null, null],
  ] as const)('is the same for %s %s sent as %s and given back as %s', (kind, type, sent, back) => {
    const columns = [shape('string'), shape(kind, type), shape('string')];
    const rows = (cell: string | null): Rows => [
      ['x', cell, 'y'],
      ['x\t', cell, null],
    ];
    for (const cut of [1, 3, 1000]) {
      expect(digestOf(columns, 'postgres', rows(back), cut)).toBe(
        digestOf(columns, 'rowmill', rows(sent)),
      );
    }
  });

  it.each([
    ['float', undefined, '1', '1.5'],
    ['json', undefined, '{"a":1}', '{"a":2}'],
    ['json', undefined, '{"a":1}', '[["a",1]]'],
    ['json', undefined, 'null', null],
    ['string', 'numeric(5,2)', '1.5', '15'],
    ['string', 'numeric(5,2)', '0', null],
    ['string', 'boolean', 'true', 'f'],
    ['string', undefined, '\\N', null],
    ['string', undefined, '1.0', '1'],
  ] as const)('is another for %s %s %s and %s', (kind, type, sent, back) => {
    const columns = [shape(kind, type)];
    expect(digestOf(columns, 'postgres', [[back]])).not.toBe(
      digestOf(columns, 'rowmill', [[sent]]),
    );
  });
});
