import { describe, expect, it } from 'vitest';
import { paritySection } from './page-parity.ts';
import { renderSection } from './page-parts.ts';
import type { TargetReport } from './run-report.ts';
import { SAMPLE_REPORT } from './sample-report.ts';

const target = (tables: readonly string[], verified?: TargetReport['verified']): TargetReport => ({
  describe: 'somewhere',
  tables,
  rows: 1,
  ...(verified === undefined ? {} : { verified }),
});

const tables = SAMPLE_REPORT.tables.map(({ name }) => name);
const [first = ''] = tables;

function pageOf(environments: Record<string, readonly TargetReport[]>): string {
  const section = paritySection({
    ...SAMPLE_REPORT,
    environments: Object.entries(environments).map(([name, targets]) => ({
      name,
      targets,
      removed: [],
    })),
  });
  return section === undefined ? '' : renderSection(section).markup;
}

describe('the section on parity', () => {
  it('says of each table and target how it was compared', () => {
    const page = pageOf({
      qa: [target(tables, 'content')],
      lake: [target([first], 'size'), target(tables)],
    });
    expect(page.match(/equal, every row read back/g)).toHaveLength(tables.length);
    expect(page.match(/complete, by sizes/g)).toHaveLength(1);
    expect(page.match(/not checked/g)).toHaveLength(tables.length);
    for (const name of ['qa', 'lake/1', 'lake/2']) expect(page).toContain(`>${name}</th>`);
  });

  it('is left out where nothing was delivered', () => {
    expect(pageOf({})).toBe('');
  });
});
