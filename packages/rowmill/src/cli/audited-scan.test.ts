import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRequest, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { expect, test } from 'vitest';
import type { ScanPlaces } from '../scan/scan-places.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { auditedScan } from './audited-scan.ts';

test('a scan is in the trail of its request before a row is read, with counts alone', async () => {
  const directory = temporaryFolder();
  const request = parseRequest(
    {
      name: 'scanned',
      masking: { audit: { path: 'trail' } },
      tables: {
        people: { source: { kind: 'csv', path: 'people.csv' }, columns: { name: 'redact' } },
      },
    },
    { definitions: REQUEST_DEFINITIONS },
  );
  const places = { places: [{ table: 'people' }], directory, loaded: { request, directory } };
  const log = join(directory, 'trail', 'log.ndjson');
  const read = (): string[] => readFileSync(log, 'utf8').trimEnd().split('\n');
  const before: number[] = [];
  await auditedScan(places as unknown as ScanPlaces, { variables: {} }, async () => {
    before.push(read().length);
    return [];
  });
  expect(before).toEqual([1]);
  expect(read().map((line) => JSON.parse(line).result)).toEqual(['begun', 'done']);
  expect(JSON.parse(read()[1] ?? '').params).toEqual({
    answers: 0,
    tables: ['people'],
    rows: 0,
    columns: 0,
    personal: 0,
  });
});
