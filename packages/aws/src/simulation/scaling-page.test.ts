import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withScalingTables } from './scaling-page.ts';

const PAGE = new URL('../../../../docs/scaling.md', import.meta.url);

describe('docs/scaling.md', () => {
  it('has the tables that the simulation gives: node scripts/simulate-aws.mjs --write', () => {
    const page = readFileSync(PAGE, 'utf8');
    expect(page).toContain('<!-- simulation: as it is, written by');
    expect(withScalingTables(page)).toBe(page);
  });

  it('refuses tables that nobody writes', () => {
    const page =
      '<!-- simulation: other, written by scripts/simulate-aws.mjs -->\n<!-- end of simulation -->';
    expect(() => withScalingTables(page)).toThrow('there is no table "other"');
  });
});
