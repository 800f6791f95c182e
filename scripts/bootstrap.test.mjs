import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildFingerprint, missingPackage, nodeProblem } from './bootstrap.mjs';

describe('nodeProblem', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('accepts Node %s', (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  });

  it.each(['20.18.3', '18.20.0', '8.0.0'])('refuses Node %s and names both versions', (version) => {
    expect(nodeProblem(version)).toContain('20.19');
    expect(nodeProblem(version)).toContain(version);
  });
});

describe('missingPackage', () => {
  const wanted = {
    packages: {
      '': { name: 'workspace' },
      'node_modules/zod': { version: '4.0.0' },
      'node_modules/only-on-windows': { version: '1.0.0', optional: true },
    },
  };
  const withZod = (version) => ({ packages: { 'node_modules/zod': { version } } });

  it('finds nothing where everything but another platform is there', () => {
    expect(missingPackage(wanted, withZod('4.0.0'))).toBeUndefined();
  });

  it('names a package of another version', () => {
    expect(missingPackage(wanted, withZod('3.0.0'))).toBe('node_modules/zod');
  });

  it('names an absent package', () => {
    expect(missingPackage(wanted, { packages: {} })).toBe('node_modules/zod');
  });

  it('names an optional package of another version', () => {
    const installed = withZod('4.0.0');
    installed.packages['node_modules/only-on-windows'] = { version: '0.9.0' };
    expect(missingPackage(wanted, installed)).toBe('node_modules/only-on-windows');
  });
});

describe('buildFingerprint', () => {
  let root;
  const put = (path, text) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'rowmill-bootstrap-'));
    for (const path of ['tsconfig.json', 'tsconfig.base.json']) put(path, '{}');
    for (const path of ['tsconfig.json', 'package.json']) put(`packages/core/${path}`, '{}');
    put('packages/core/src/index.ts', 'export const one = 1;');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('stays while nothing changes, whatever lies in dist or in tests', () => {
    const before = buildFingerprint(root);
    put('packages/core/dist/index.js', 'export const one = 1;');
    put('packages/core/src/index.test.ts', 'test');
    expect(buildFingerprint(root)).toBe(before);
  });

  it.each(['packages/core/src/index.ts', 'packages/core/tsconfig.json', 'tsconfig.base.json'])(
    'changes when %s is touched',
    (path) => {
      const before = buildFingerprint(root);
      utimesSync(join(root, path), 1, 1);
      expect(buildFingerprint(root)).not.toBe(before);
    },
  );

  it('changes when a source file is added', () => {
    const before = buildFingerprint(root);
    put('packages/core/src/deep/two.ts', 'export const two = 2;');
    expect(buildFingerprint(root)).not.toBe(before);
  });
});
