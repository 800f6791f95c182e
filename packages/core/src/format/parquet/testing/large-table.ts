import { createHash } from 'node:crypto';
import type { ValueType } from '../../../model/value-type.ts';
import { type Cell, packed, type TestColumn } from './batches.ts';

const STRING: ValueType = { kind: 'string' };
const uuidOf = (hexDigits: string): string =>
  hexDigits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const CITIES = ['Ålesund', 'Bonn', '', '札幌', 'São Paulo'];

/** One table with what random ones rarely have: several row groups, dictionaries, long texts, only nulls, constants. */
export function largeTable(rows: number): TestColumn[] {
  const all = (at: (i: number) => Cell): Cell[] => Array.from({ length: rows }, (_, i) => at(i));
  return [...textColumns(all), ...otherColumns(all)];
}

type All = (at: (i: number) => Cell) => Cell[];

function textColumns(all: All): TestColumn[] {
  const city = (i: number): string => CITIES[(i * i) % CITIES.length] as string;
  return [
    { name: 'id', type: { kind: 'integer' }, nullable: false, cells: all((i) => i + 1) },
    {
      name: 'wide',
      type: { kind: 'integer' },
      nullable: false,
      cells: all((i) => (i % 2 ? 1 : -1) * (2 ** 53 - i)),
    },
    {
      name: 'city',
      type: STRING,
      nullable: false,
      cells: all(city),
      dictionary: packed(['unused', ...CITIES]),
    },
    {
      name: 'town',
      type: STRING,
      nullable: true,
      cells: all((i) => (i % 3 ? city(i) : null)),
      dictionary: packed(CITIES),
    },
    { name: 'repeated', type: STRING, nullable: true, cells: all((i) => (i % 7 ? city(i) : null)) },
    { name: 'constant', type: STRING, nullable: false, cells: all(() => 'same') },
    { name: 'own', type: STRING, nullable: false, cells: all((i) => `${i}:${'x'.repeat(i % 40)}`) },
    {
      name: 'own_entries',
      type: STRING,
      nullable: false,
      cells: all((i) => `n${i}`),
      dictionary: packed(all((i) => `n${i}`).map(String)),
    },
    { name: 'nothing', type: STRING, nullable: true, cells: all(() => null) },
    { name: 'no_date', type: { kind: 'date' }, nullable: true, cells: all(() => null) },
  ];
}

function otherColumns(all: All): TestColumn[] {
  return [
    {
      name: 'rare',
      type: { kind: 'float' },
      nullable: true,
      cells: all((i) => (i % 5000 ? null : i / 3)),
    },
    {
      name: 'flag',
      type: { kind: 'boolean' },
      nullable: true,
      cells: all((i) => (i % 11 ? i % 3 === 0 : null)),
    },
    {
      name: 'at',
      type: { kind: 'timestamp' },
      nullable: false,
      cells: all((i) => 1.7e12 + ((i * 7919) % 1e9)),
    },
    {
      name: 'big',
      type: { kind: 'bigint' },
      nullable: true,
      cells: all((i) => (i % 5 ? -(2n ** 62n) + BigInt(i) : null)),
    },
    { name: 'day', type: { kind: 'date' }, nullable: false, cells: all((i) => 19_000 + (i % 900)) },
    {
      name: 'price',
      type: { kind: 'decimal', scale: 2 },
      nullable: false,
      cells: all((i) => i * 99 - 500),
    },
    {
      name: 'key',
      type: { kind: 'uuid' },
      nullable: true,
      cells: all((i) => (i % 4 ? uuidOf(createHash('md5').update(`${i}`).digest('hex')) : null)),
    },
    {
      name: 'doc',
      type: { kind: 'json' },
      nullable: true,
      cells: all((i) => (i % 9 ? `{"n":${i}}` : null)),
    },
  ];
}
