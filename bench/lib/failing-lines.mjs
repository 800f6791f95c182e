import { readFileSync } from 'node:fs';

/** Numbers of the lines that a file of failures tells, each as often as it has failures. */
export function failingLines(file) {
  return Array.from(
    readFileSync(file, 'utf8').matchAll(/^\{"file":"[^"]*","line":(\d+)/gm),
    ([, line]) => Number(line),
  );
}
