import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveredSeconds, type TimeSpan } from './covered-seconds.ts';

const span = (startedAt: number, endedAt: number): TimeSpan => ({ startedAt, endedAt });

describe('covered seconds', () => {
  it.each<[string, readonly TimeSpan[], number]>([
    ['nothing', [], 0],
    ['one after the other', [span(0, 1000), span(1000, 3000)], 3],
    ['side by side', [span(0, 2000), span(500, 2500)], 2.5],
    ['one within the other', [span(0, 4000), span(1000, 2000), span(3000, 3500)], 4],
    ['a day between two processes', [span(86_400_000, 86_401_000), span(0, 1000)], 2],
  ])('%s', (_what, spans, seconds) => expect(coveredSeconds(spans)).toBe(seconds));

  it('are those in which some span is under way, in any order', () => {
    const spans = fc.array(
      fc
        .tuple(fc.nat(40), fc.nat(9))
        .map(([from, length]) => span(from * 1000, (from + length) * 1000)),
    );
    fc.assert(
      fc.property(spans, (all) => {
        const busy = Array.from({ length: 60 }, (_, second) =>
          all.some(
            ({ startedAt, endedAt }) => startedAt <= second * 1000 && second * 1000 < endedAt,
          ),
        );
        expect(coveredSeconds(all)).toBe(busy.filter(Boolean).length);
      }),
    );
  });
});
