import { configDefaults, defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** Tests against recorded cases and databases that are not part of the project: `npm run conformance:data`. */
export default mergeConfig(
  { ...base, test: { ...base.test, include: [], exclude: configDefaults.exclude } },
  defineConfig({ test: { include: ['test/conformance/**/*.test.ts'] } }),
);
