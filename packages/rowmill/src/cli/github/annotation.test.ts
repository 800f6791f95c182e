import fc from 'fast-check';
import { expect, it } from 'vitest';
import { annotationLine } from './annotation.ts';

it('stays on one line, and its properties end where the message begins', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (message, file, title) => {
      const line = annotationLine({ level: 'error', title, message, file, line: 3 });
      expect(line).not.toMatch(/[\r\n]/);
      const [, properties = '', data = ''] = /^::error (.*?)::(.*)$/.exec(line) ?? [];
      const read = (text: string): string =>
        text.replace(/%(0D|0A|3A|2C|25)/g, (code) => decodeURIComponent(code));
      expect(read(data)).toBe(message);
      expect(properties.split(',').map(read)).toEqual([`file=${file}`, 'line=3', `title=${title}`]);
    }),
  );
});

it('leaves out places that are not known', () => {
  expect(annotationLine({ level: 'warning', title: 'rowmill', message: 'is odd' })).toBe(
    '::warning title=rowmill::is odd',
  );
});
