import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MissingBundlesError } from '../errors.ts';
import { findBundles } from './bundles.ts';
import { withFolder } from './testing/checked-synthesis.ts';
import { writeBundles } from './testing/synthesized.ts';

test('every bundle that is missing is named', () => {
  withFolder((folder) => {
    writeBundles(folder);
    expect(findBundles(folder).functionOf('plan')).toBe(join(folder, 'lambda', 'plan'));
    const missing = [join(folder, 'lambda', 'sweep'), join(folder, 'layers', 'duckdb')];
    for (const path of missing) rmSync(path, { recursive: true });
    expect(() => findBundles(folder)).toThrow(new MissingBundlesError(missing));
  });
});
