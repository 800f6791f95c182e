import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PIPELINE_FILE } from './load-workflow.ts';

const PACKAGES = fileURLToPath(new URL('../../../', import.meta.url));

/** Literal names of the error classes that the sources of a package export. */
function exportedErrors(sources: string): string[] {
  return readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => {
      const text = readFileSync(join(sources, name), 'utf8');
      const classes = text.matchAll(
        /^export class (\w+) extends \w*Error \{\n\s+override readonly name = '(\w+)';/gm,
      );
      return [...classes].flatMap(([, className, literal]) =>
        className === literal ? [className ?? ''] : [],
      );
    });
}

/** Every name by which a document catches, retries or raises an error. */
function namesIn(value: unknown, key = ''): string[] {
  if (Array.isArray(value)) {
    return key === 'ErrorEquals' ? value.map(String) : value.flatMap((item) => namesIn(item));
  }
  if (typeof value !== 'object' || value === null) {
    return key === 'Error' && typeof value === 'string' && !value.startsWith('{%') ? [value] : [];
  }
  return Object.entries(value).flatMap(([name, inner]) => namesIn(inner, name));
}

const known = new Set(
  ['core', 'rowmill'].flatMap((name) => exportedErrors(join(PACKAGES, name, 'src'))),
);
const used = new Set(
  readdirSync(dirname(PIPELINE_FILE))
    .filter((name) => name.endsWith('.asl.json'))
    .flatMap((name) =>
      namesIn(JSON.parse(readFileSync(join(dirname(PIPELINE_FILE), name), 'utf8'))),
    ),
);

describe('names of errors in the documents', () => {
  it('are found where they stand', () => {
    expect(known).toContain('RequestError');
    expect(known).toContain('StoreError');
    expect([...used]).toEqual(
      expect.arrayContaining(['States.ALL', 'StoreError', 'QualityGateError', 'TestCommandError']),
    );
  });

  it.each([...used])('%s is that of an exported error class, or of Step Functions', (name) => {
    if (!/^(States|Lambda)\.[A-Z]\w+$/.test(name)) expect(known).toContain(name);
  });

  it('never try again what a person has to change, or has stopped', () => {
    const document = readFileSync(PIPELINE_FILE, 'utf8');
    const retried = [...document.matchAll(/"Retry": \[[\s\S]*?\n {6,14}\]/g)].join('\n');
    expect(retried).toContain('"StoreError"');
    for (const name of ['RequestError', 'RunStoppedError', 'QualityGateError', 'States.ALL']) {
      expect(retried).not.toContain(`"${name}"`);
    }
  });
});
