import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REQUEST_DEFINITIONS, requestJsonSchema } from '@rowmill/core/engine';
import { describe, expect, it } from 'vitest';
import { ROOT } from './code-blocks.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Keys that a request can have at any place; options of definitions have a page of their own. */
function keysOf(value: unknown): ReadonlySet<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((item) => [...keysOf(item)]));
  if (typeof value !== 'object' || value === null) return new Set();
  const { properties, ...rest } = value as Schema & { properties?: Schema };
  const own = properties === undefined ? [] : Object.keys(properties);
  const deeper = [...Object.values(properties ?? {}), ...Object.values(rest)];
  return new Set([...own, ...deeper.flatMap((item) => [...keysOf(item)])]);
}

const NO_DEFINITIONS = { ...REQUEST_DEFINITIONS, generators: [], strategies: [], expectations: [] };

describe('docs/request.md', () => {
  const page = readFileSync(join(ROOT, 'docs', 'request.md'), 'utf8');
  const keys = [...keysOf(requestJsonSchema(NO_DEFINITIONS))];

  it('knows the schema', () => {
    expect(keys).toEqual(
      expect.arrayContaining(['tables', 'isolation', 'pick', 'zipf', 'timeout']),
    );
  });

  it.each(keys)('speaks of %s', (key) => {
    const name = key.replace('$', '\\$');
    expect(page).toMatch(new RegExp(`(^|[\\s\`{,])${name}(:|\`|,| })`, 'm'));
  });
});
