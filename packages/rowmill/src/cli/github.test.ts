import fc from 'fast-check';
import { expect, it } from 'vitest';
import { errorAnnotation } from './github.ts';

it('stays on one line, and its properties end where the message begins', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (message, file) => {
      const line = errorAnnotation(message, { file, line: 3 });
      expect(line).not.toMatch(/[\r\n]/);
      const [, properties = '', data = ''] = /^::error (.*?)::(.*)$/.exec(line) ?? [];
      const read = (text: string): string =>
        text.replace(/%(0D|0A|3A|2C|25)/g, (code) => decodeURIComponent(code));
      expect(read(data)).toBe(message);
      expect(read(properties.split(',')[0] ?? '')).toBe(`file=${file}`);
    }),
  );
});

it('leaves out places that are not known', () => {
  expect(errorAnnotation('is wrong')).toBe('::error title=rowmill::is wrong');
});
