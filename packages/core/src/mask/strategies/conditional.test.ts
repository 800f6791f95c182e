import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STRATEGIES } from '../catalog.generated.ts';
import { propertiesOf } from '../nested-rules.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { conditional } from './conditional.ts';

const byLength = {
  when: [
    { if: 'length(value) > 9', mask: { mask: 'constant', value: 'long' } },
    { if: 'length(value) > 4', mask: { mask: 'hash.hmac', length: 8 } },
  ],
  else: 'keep',
};

describeStrategy(conditional, {
  'tokens of two lengths': {
    options: {
      when: [{ if: 'length(value) > 9', mask: { mask: 'hash.hmac', length: 40 } }],
      else: { mask: 'hash.hmac', length: 16 },
    },
    accepts: (mask, value) => expect(mask).toHaveLength(Array.from(value).length > 9 ? 40 : 16),
  },
});

describe('conditional', () => {
  it('gives every value the mask of one rule', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^\w{0,14}$/)), (values) => {
        const masks = maskWith(conditional, values, { options: byLength });
        for (const [row, value] of values.entries()) {
          if (value.length > 9) expect(masks[row]).toBe('long');
          else if (value.length > 4) expect(masks[row]).toMatch(/^[\da-f]{8}$/);
          else expect(masks[row]).toBe(value);
        }
      }),
    );
  });

  it('takes the first rule whose condition holds, for every row one', () => {
    const options = {
      when: [
        { if: "country == 'US' && length(value) == 5", mask: { mask: 'constant', value: '000' } },
        { if: "country == 'US'", mask: 'null' },
        { if: 'country == null', mask: { mask: 'constant', value: 'none' } },
      ],
      else: 'keep',
    };
    const country = ['US', 'US', null, 'DE', 'US'];
    const masks = maskWith(conditional, ['02155', '021', 'x', '10115', null], {
      options,
      columns: { country },
    });
    expect(masks).toEqual(['000', null, 'none', '10115', null]);
  });

  it('lets rules inside it read columns of the same rows', () => {
    const options = {
      when: [{ if: 'kind == 1', mask: { mask: 'date.shift', by: 'id' } }],
      else: { mask: 'date.truncate' },
    };
    const rule = { strategy: conditional, options };
    const inner = conditional
      .nested(options)
      .flatMap(({ mask, ...rest }) => STRATEGIES[mask]?.reads(rest) ?? []);
    expect([...conditional.reads(options), ...inner]).toEqual(['kind', 'id']);
    expect(propertiesOf(rule, STRATEGIES).keyed).toBe(true);
  });

  it('promises what the weakest of its rules does', () => {
    const properties = propertiesOf({ strategy: conditional, options: byLength }, STRATEGIES);
    expect(properties).toMatchObject({ reveals: 'value', keyed: true, injective: false });
    const byCountry = { when: [{ if: 'country == 1', mask: 'keep' }], else: 'keep' };
    expect(conditional.propertiesWith(byCountry).referential).toBe(false);
  });

  it.each([
    { when: [], else: 'keep' },
    { when: [{ if: 'value ==', mask: 'keep' }], else: 'keep' },
    { when: [{ if: 'true', mask: 'keep' }] },
    { when: [{ if: 'true', mask: { length: 1 } }], else: 'keep' },
  ])('refuses %o', (options) => expect(conditional.options.safeParse(options).success).toBe(false));
});
