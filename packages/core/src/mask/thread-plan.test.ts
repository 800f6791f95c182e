import { describe, expect, it } from 'vitest';
import { STRATEGIES } from './catalog.generated.ts';
import { STRATEGY_MODULES } from './modules.generated.ts';
import { planMasking } from './plan-masking.ts';
import { planForThread, planOfThread } from './thread-plan.ts';

const plan = planMasking({
  table: 'people',
  locale: 'en',
  sourceColumns: [{ name: 'email' }, { name: 'note' }, { name: 'kind' }],
  rules: [
    { column: 'email', strategy: 'fake.email', options: { token: 'short' } },
    { column: 'note', strategy: 'text.deid', options: { types: ['email'] } },
    {
      column: 'kind',
      strategy: 'conditional',
      options: {
        when: [{ if: 'length(value) > 9', mask: { mask: 'hash.hmac', length: 40 } }],
        else: 'redact',
      },
    },
  ],
});

describe('planOfThread', () => {
  it('makes the plan again, with its strategies and those inside them alone', async () => {
    const sent = structuredClone(planForThread(plan));
    const { strategies, ...rest } = await planOfThread(sent);
    const { strategies: _, ...expected } = plan;
    expect(rest).toEqual(expected);
    expect(Object.keys(strategies).toSorted()).toEqual(
      ['conditional', 'fake.email', 'hash.hmac', 'redact', 'text.deid'].toSorted(),
    );
  });

  it('refuses a strategy that there is not', async () => {
    const sent = { ...planForThread(plan), strategies: ['toString'] };
    await expect(planOfThread(sent)).rejects.toThrow('there is no strategy "toString"');
  });
});

describe('STRATEGY_MODULES', () => {
  it('has every strategy of the catalogue under its name', async () => {
    expect(Object.keys(STRATEGY_MODULES).toSorted()).toEqual(Object.keys(STRATEGIES).toSorted());
    for (const [name, load] of Object.entries(STRATEGY_MODULES))
      expect(await load()).toBe(STRATEGIES[name]);
  });
});
