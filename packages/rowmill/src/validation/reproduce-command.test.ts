import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reproduceCommand } from './reproduce-command.ts';

it('names a file so that a shell takes it for one word', () => {
  expect(reproduceCommand({ file: 'a b.csv', schemaFile: 's.json', csvDelimiter: '|' })).toBe(
    "rowmill validate 'a b.csv' --schema s.json --csv-delimiter '|' --at",
  );
  const word = fc.string({ minLength: 1 }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(word, (file) => {
      const command = reproduceCommand({ file, schemaFile: 's.json' }).replace(
        'rowmill validate',
        "printf '%s\\0'",
      );
      const [first] = execFileSync('/bin/sh', ['-c', command]).toString().split('\0');
      expect(first).toBe(file.startsWith('-') ? `./${file}` : file);
    }),
    { numRuns: 30 },
  );
});
