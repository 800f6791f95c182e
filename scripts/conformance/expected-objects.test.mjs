import { describe, expect, it } from 'vitest';
import { objectDifferences } from './expected-objects.mjs';
import { memoryObjects } from './memory-objects.mjs';

const written = memoryObjects([
  { bucket: 'out', key: 'jobs/1a/manifest.json', body: '{"Size": 5, "Name": "job-7 of 9"}' },
  { bucket: 'out', key: 'jobs/1a/Redrive-1/manifest.json', body: '{}' },
  { bucket: 'out', key: 'jobs/1a/lines.jsonl', body: '1\n2\n' },
]);

const differences = (expected) => objectDifferences([{ bucket: 'out', ...expected }], written);

describe(objectDifferences, () => {
  it.each([
    { key: 'jobs/1a/manifest.json', json: { Size: 5, Name: 'job-7 of 9' } },
    { key: 'jobs/<any>/manifest.json', json: { Size: '<any>', Name: 'job-<any> of <any>' } },
    { key: 'jobs/<any>/lines.jsonl', body: '1\n2\n' },
  ])('finds none where all is as expected: $key', (expected) => {
    expect(differences(expected)).toEqual([]);
  });

  it.each([
    [{ key: 'jobs/<any>', json: {} }, 'out: expected one jobs/<any>, found 0'],
    [{ key: 'jobs/1a/<any>', json: {} }, 'out: expected one jobs/1a/<any>, found 2'],
    [
      { key: 'jobs/<any>/manifest.json', json: { Size: 6, Name: '<any>' } },
      'jobs/1a/manifest.json: /Size: expected 6, found 5',
    ],
    [
      { key: 'jobs/<any>/manifest.json', json: { Size: 5, Name: 'job-<any> of 10' } },
      'jobs/1a/manifest.json: /Name: expected "job-<any> of 10", found "job-7 of 9"',
    ],
    [
      { key: 'jobs/1a/lines.jsonl', body: '1\n2' },
      'jobs/1a/lines.jsonl: /: expected "1\\n2", found "1\\n2\\n"',
    ],
  ])('tells what is not: %j', (expected, difference) => {
    expect(differences(expected)).toEqual([difference]);
  });

  it('expects nothing of a case that names no objects', () => {
    expect(objectDifferences(undefined, written)).toEqual([]);
  });
});
