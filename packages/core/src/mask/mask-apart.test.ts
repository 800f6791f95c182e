import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StrategyDefinition } from './define.ts';
import { MaskError } from './mask-error.ts';
import { fakeCard } from './strategies/fake-card.ts';
import { fakeIban } from './strategies/fake-iban.ts';
import { fakeIp } from './strategies/fake-ip.ts';
import { fakeMac } from './strategies/fake-mac.ts';
import { fakeNationalId } from './strategies/fake-national-id.ts';
import { fakePhone } from './strategies/fake-phone.ts';
import { fakeVin } from './strategies/fake-vin.ts';
import { manyTexts } from './testing/mask-texts.ts';
import { maskWith } from './testing/mask-with.ts';
import { testContext } from './testing/test-context.ts';

const addresses = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
const unique = { options: { unique: true } };

describe('masks that have to be unique', () => {
  it('differ even where almost all of the range is in use', () => {
    const values = addresses(730);
    expect(new Set(maskWith(fakeIp, values)).size).toBeLessThan(600);
    expect(new Set(maskWith(fakeIp, values, unique)).size).toBe(730);
  });

  it('are those of other columns wherever no two values share one', () => {
    const values = addresses(200);
    const [alone, apart] = [maskWith(fakeIp, values), maskWith(fakeIp, values, unique)];
    const same = alone.filter((mask, row) => mask === apart[row]).length;
    expect(same).toBe(new Set(alone).size);
    expect(same).toBeLessThan(200);
  });

  it('do not depend on the order of rows, nor on batches', () => {
    const values = addresses(300);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...values], { minLength: 300 }),
        fc.nat(300),
        (order, cut) => {
          const whole = maskWith(fakeIp, values, unique);
          const masks = maskWith(fakeIp, order, unique);
          expect(masks).toEqual(order.map((value) => whole[values.indexOf(value)]));
          const learner = fakeIp.learn?.(unique.options, testContext());
          const other = (): readonly string[] => [];
          learner?.add({ values: values.slice(0, cut), firstRow: 0, other });
          learner?.add({ values: [...values.slice(cut), null, ''], firstRow: cut, other });
          const learned: unknown = JSON.parse(JSON.stringify(learner?.finish()));
          const mask = fakeIp.create(unique.options, testContext({ learned }));
          expect(mask({ values, other, masked: other, firstRow: 0 })).toEqual(whole);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('are never the value, and null and empty stay', () => {
    const values = Array.from({ length: 256 }, (_, index) => `192.0.2.${index}`);
    const masks = maskWith(fakeIp, [...values, null, ''], unique);
    expect(masks.slice(256)).toEqual([null, '']);
    expect(masks.filter((mask, row) => mask === values[row])).toEqual([]);
    expect(new Set(masks.slice(0, 256)).size).toBe(256);
  });

  it('keep two values of one owner apart', () => {
    const values = ['+1 212 867 5309', '+1 212 867 5310', '+1 212 867 5311'];
    const columns = { id: ['7', '7', '8'] };
    const masks = maskWith(fakePhone, values, { options: { by: 'id', unique: true }, columns });
    expect(new Set(masks).size).toBe(3);
  });

  it('are refused inside another strategy, which shows only parts of the column', () => {
    expect(() => fakeIp.create({ unique: true }, testContext())).toThrow(MaskError);
  });

  it('run out with an error that holds no value', () => {
    expect(() => maskWith(fakeIp, addresses(800), unique)).toThrow(MaskError);
    expect(() => maskWith(fakeIp, addresses(800), unique)).toThrow(/800 different values/);
    expect(() => maskWith(fakeIp, addresses(800), unique)).not.toThrow(/10\.0\./);
    const wide = { options: { unique: true, overflow: 'widen' } };
    expect(new Set(maskWith(fakeIp, addresses(800), wide)).size).toBe(800);
  });

  it.each<[StrategyDefinition, string, object]>([
    [fakePhone, '+1 212 ### ####', {}],
    [fakeMac, '00:1#:2#:3#:4#:5#', { overflow: 'widen' }],
    [fakeCard, '4### #### #### ####', {}],
    [fakeIban, 'DE## #### #### #### #### ##', {}],
    [fakeNationalId, '###-##-####', { kind: 'uk-nhs' }],
    [fakeVin, 'WVWZZZ1JZ#W######', {}],
  ])('hold for $name', (strategy, form, options) => {
    const values = [...new Set(manyTexts(form, 3000))];
    const masks = maskWith(strategy, values, { options: { ...options, unique: true } });
    expect(new Set(masks).size).toBe(values.length);
    expect(strategy.propertiesWith({ ...options, unique: true })).toMatchObject({
      injective: true,
      referential: false,
    });
    expect([strategy.learns({}), strategy.learns({ unique: true })]).toEqual([false, true]);
  });
});
