import { describe, expect, it } from 'vitest';
import { caseTable, reportData, reportText, short, table } from './report.mjs';
import { caseResults } from './results.mjs';
import { nanosecondsPer } from './units.mjs';

it.each([
  [5_312_000, '5.31 M'],
  [75_000_000, '75.0 M'],
  [142_300, '142 k'],
  [9.5, '9.50'],
  [2.5e9, '2.50 G'],
])('shortens %d to %s', (value, text) => {
  expect(short(value)).toBe(text);
});

describe('table', () => {
  it('gives every line one width', () => {
    const lines = table(
      ['peer', 'rows/s'],
      [
        ['a long name', '1'],
        ['b', '12345678'],
      ],
    ).split('\n');
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    expect(lines[3]).toBe('| b           | 12345678 |');
  });
});

const subject = (id, seconds, more = {}) => ({
  id,
  title: `The ${id} one`,
  isOwn: id === 'fast',
  units: 1000,
  values: [seconds, seconds],
  ...more,
});
const place = { suite: 's', case: 'c', unit: nanosecondsPer('row') };

it('lists the fastest first, against the first subject of the suite', () => {
  const text = caseTable(
    caseResults(place, [subject('fast', 1), subject('slow', 50)].toReversed()),
  );
  expect(text.indexOf('The fast')).toBeLessThan(text.indexOf('The slow'));
  expect(text).toContain('× slow');
  expect(text).toContain('0.02');
});

it('has columns for sizes and rates only where there are any', () => {
  const header = (unit, more) =>
    caseTable(caseResults({ ...place, unit }, [subject('a', 1, more)])).split('\n')[0];
  expect(header(nanosecondsPer('key'))).toContain('keys/s');
  expect(header(nanosecondsPer('key'))).not.toContain('bytes each');
  expect(header(nanosecondsPer('row'), { bytesPerUnit: 171 })).toContain('bytes each');
  expect(header({ label: 'MB', of: (value) => value }, { units: 1 })).not.toContain('a run');
});

const results = caseResults(place, [subject('fast', 1), subject('slow', 50)]);
const report = {
  date: '2026-01-02T03:04:05.000Z',
  machine: { text: 'a machine', load: '0.1' },
  rounds: 2,
  isQuick: false,
  suites: [
    {
      name: 's',
      title: 'A suite',
      cases: [{ name: 'c', title: 'A case' }],
      results,
      marks: [{ case: 'c', subject: 'fast', text: 'a mark', value: 50, isMet: false }],
      skipped: [{ suite: 's', subject: 'gone', reason: 'not installed' }],
      texts: [{ title: 'a script', text: '12 ns' }],
    },
  ],
};

it('tells people the machine, the day, every mark, and what was left out and why', () => {
  const text = reportText(report);
  for (const part of [
    'a machine',
    '2026-01-02',
    'A suite',
    'A case',
    'missed',
    'gone (not installed)',
    '### a script\n\n```\n12 ns\n```',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain('Quick form');
  expect(reportText({ ...report, isQuick: true })).toContain('Quick form');
});

it('gives programs the same figures, with machine, day and version of Node', () => {
  const data = JSON.parse(JSON.stringify(reportData(report)));
  expect(data).toMatchObject({
    format: 1,
    date: report.date,
    machine: 'a machine',
    node: process.versions.node,
    results,
    marks: [{ suite: 's', subject: 'fast', isMet: false }],
    skipped: [{ subject: 'gone' }],
    texts: [{ suite: 's', title: 'a script', text: '12 ns' }],
  });
});
