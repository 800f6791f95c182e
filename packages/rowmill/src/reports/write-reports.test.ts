import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAILED_SAMPLE_REPORT, SAMPLE_REPORT } from './sample-report.ts';
import { writeReports } from './write-reports.ts';

let parent = '';

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'rowmill-reports-'));
});

afterAll(() => rm(parent, { recursive: true, force: true }));

describe('writeReports', () => {
  it('writes all forms and nothing else, again over the old ones', async () => {
    const directory = join(parent, 'new', 'folder');
    await writeReports(directory, FAILED_SAMPLE_REPORT);
    const files = await writeReports(directory, SAMPLE_REPORT);
    expect((await readdir(directory)).sort()).toEqual([
      'junit.xml',
      'report.html',
      'report.json',
      'report.sarif',
      'summary.md',
    ]);
    const { $schema, ...report } = JSON.parse(await readFile(files.json, 'utf8'));
    expect($schema).toMatch(/\/schema\/report-1\.json$/);
    expect(report).toEqual(SAMPLE_REPORT);
    expect(await readFile(files.html, 'utf8')).toMatch(/^<!doctype html>/);
    expect(await readFile(files.junit, 'utf8')).toMatch(/^<\?xml /);
    expect(JSON.parse(await readFile(files.sarif, 'utf8')).version).toBe('2.1.0');
    expect(await readFile(files.markdown, 'utf8')).toMatch(/^### /);
  });

  it('writes the forms it is asked for alone, and leaves nothing unfinished where one fails', async () => {
    const directory = join(parent, 'some');
    await writeReports(directory, SAMPLE_REPORT, { forms: ['markdown', 'junit'] });
    expect((await readdir(directory)).sort()).toEqual(['junit.xml', 'summary.md']);
    await mkdir(join(directory, 'report.html'));
    await expect(writeReports(directory, SAMPLE_REPORT)).rejects.toThrow('EISDIR');
    const left = await readdir(directory);
    expect(left.filter((name) => name.endsWith('.unfinished'))).toEqual([]);
  });

  it('names lists of failing rows relative to its folder', async () => {
    const directory = join(parent, 'moved');
    const checks = SAMPLE_REPORT.checks.map((check) => ({
      ...check,
      failuresFile: join(directory, 'failures', 'a b.ndjson'),
    }));
    const files = await writeReports(directory, { ...SAMPLE_REPORT, checks });
    const report = JSON.parse(await readFile(files.json, 'utf8'));
    expect(report.checks[0].failuresFile).toBe('failures/a b.ndjson');
  });
});
