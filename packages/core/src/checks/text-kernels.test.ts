import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableBytes } from '../wasm/checks-kernels.ts';
import { hasFormat } from './formats.ts';
import { placeTexts, verdictsOf } from './testing/check-columns.ts';
import { FORMATS, nearFormat, plainTexts } from './testing/format-texts.ts';
import { planTextCheck } from './text-plan.ts';

const flags = (values: readonly boolean[]): number[] => values.map(Number);

function judge(check: Parameters<typeof planTextCheck>[0], texts: readonly string[]): number[] {
  const plan = planTextCheck(check);
  const bytes = texts.reduce((sum, text) => sum + 3 * text.length, 0);
  return verdictsOf(bytes + tableBytes(plan), texts.length, (memory, kernels, verdict) =>
    kernels.openText(plan)(placeTexts(memory, texts), texts.length, verdict),
  );
}

const wellFormed = (options: fc.StringConstraints = {}): fc.Arbitrary<string> =>
  fc.string(options).map((text) => text.toWellFormed());

describe('checks of text', () => {
  it.each(FORMATS)('tell format %s as ajv-formats does', (format) => {
    const check = { check: 'format', format } as const;
    const judged = (texts: readonly string[]): void => {
      expect(judge(check, texts)).toEqual(flags(texts.map((text) => hasFormat(format, text))));
    };
    judged(plainTexts(format));
    fc.assert(fc.property(fc.array(nearFormat(format), { minLength: 1, maxLength: 40 }), judged), {
      numRuns: 60,
    });
  });

  it.each([
    '^\\([0-9]{3}\\) [0-9]{3}-[0-9]{4}$',
    '^[A-Z]{2}[0-9]{30}[a-z]{20}$',
    '^é{2}x$',
    'b+$',
    '^(?:a|bé)*$',
    '^(?!a)',
  ])('find what /%s/u finds', (pattern) => {
    const expression = new RegExp(pattern, 'u');
    const lists = pattern.includes('?!')
      ? wellFormed({ maxLength: 3 })
      : fc.oneof(wellFormed({ maxLength: 70 }), fc.stringMatching(expression), fc.constant(''));
    fc.assert(
      fc.property(fc.array(lists, { minLength: 1, maxLength: 30 }), (texts) => {
        fc.pre(texts.every((text) => text.isWellFormed()));
        expect(judge({ check: 'pattern', pattern }, texts)).toEqual(
          flags(texts.map((text) => expression.test(text))),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('count code points and bytes', () => {
    const unit = fc.constantFrom('a', 'é', '€', '😀');
    const limit = fc.option(fc.nat({ max: 40 }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.array(wellFormed({ unit, maxLength: 70 }), { minLength: 1, maxLength: 50 }),
        limit,
        limit,
        (texts, min, max) => {
          const limits = {
            ...(min === undefined ? {} : { min }),
            ...(max === undefined ? {} : { max }),
          };
          const within = (size: number): boolean =>
            size >= (min ?? 0) && size <= (max ?? Number.POSITIVE_INFINITY);
          expect(judge({ check: 'characters', ...limits }, texts)).toEqual(
            flags(texts.map((text) => within([...text].length))),
          );
          expect(judge({ check: 'bytes', ...limits }, texts)).toEqual(
            flags(texts.map((text) => within(Buffer.byteLength(text)))),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('know texts of a set', () => {
    const text = fc.oneof(
      wellFormed({ unit: fc.constantFrom('a', 'b', '\0', 'é'), maxLength: 6 }),
      wellFormed({ unit: fc.constantFrom('a', 'b'), minLength: 14, maxLength: 34 }),
    );
    fc.assert(
      fc.property(
        fc.array(text),
        fc.array(text, { minLength: 1 }),
        fc.nat(),
        (set, others, from) => {
          const texts = [...others, ...set.slice(from % (set.length + 1))];
          expect(judge({ check: 'texts', values: set }, texts)).toEqual(
            flags(texts.map((one) => set.includes(one))),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('judge whole batches', () => {
    const texts = Array.from(
      { length: 8192 },
      (_, i) => `user${i}@example${i % 7 === 0 ? '' : '.org'}`,
    );
    const verdicts = judge({ check: 'format', format: 'email' }, texts);
    expect(verdicts).toEqual(texts.map((_, i) => (i % 7 === 0 ? 0 : 1)));
  });
});
