import { describe, expect, it } from 'vitest';
import { planMasking } from '../plan-masking.ts';
import { checkMaskPlans } from './check-plan.ts';
import type { PlannedReference } from './check-references.ts';

type Rules = Record<
  string,
  { mask: string; domain?: string; type?: string; [option: string]: unknown }
>;

const plan = (table: string, rules: Rules) =>
  planMasking({
    table,
    locale: 'en',
    sourceColumns: Object.keys(rules).map((name) => ({ name })),
    rules: Object.entries(rules).map(([column, { mask, domain, type, ...options }]) => ({
      column,
      strategy: mask,
      options,
      ...(domain === undefined ? {} : { domain }),
      ...(type === undefined ? {} : { piiType: type }),
    })),
  });

const reference: PlannedReference = {
  table: 'orders',
  columns: ['customer'],
  parentTable: 'customers',
  parentColumns: ['id'],
};

function codes(child: Rules[string], parent: Rules[string]): readonly string[] {
  const plans = [plan('customers', { id: parent }), plan('orders', { customer: child })];
  return checkMaskPlans(plans, [reference]).map(({ path, code }) => `${path.join('.')} ${code}`);
}

const BREAKS = ['tables.orders.columns.customer reference-breaks'];

describe('references', () => {
  it.each<[Rules[string], Rules[string], readonly string[]]>([
    [{ mask: 'keep' }, { mask: 'keep' }, []],
    [{ mask: 'hash.hmac' }, { mask: 'hash.hmac', length: 32 }, []],
    [{ mask: 'hash.hmac', domain: 'c' }, { mask: 'hash.hmac', domain: 'c' }, []],
    [{ mask: 'null' }, { mask: 'hash.hmac' }, []],
    [{ mask: 'keep' }, { mask: 'hash.hmac' }, BREAKS],
    [{ mask: 'hash.hmac', length: 20 }, { mask: 'hash.hmac' }, BREAKS],
    [{ mask: 'hash.hmac', domain: 'c' }, { mask: 'hash.hmac' }, BREAKS],
  ])('%j to %j: %j', (child, parent, expected) => {
    expect(codes(child, parent)).toEqual(expected);
  });

  it('name the difference and the way out', () => {
    const plans = [
      plan('customers', { id: { mask: 'hash.hmac', domain: 'a' } }),
      plan('orders', { customer: { mask: 'hash.hmac', domain: 'b' } }),
    ];
    const [issue] = checkMaskPlans(plans, [reference]);
    expect(issue?.message).toBe(
      'it refers to customers.id, but is masked otherwise: domain b, not domain a',
    );
    expect(issue?.hint).toContain('fk.follow');
  });

  it('by several columns are masked as a whole', () => {
    const composite = { ...reference, columns: ['a', 'b'], parentColumns: ['a', 'b'] };
    const check = (a: Rules[string], b: Rules[string], childB = b) =>
      checkMaskPlans(
        [plan('customers', { a, b }), plan('orders', { a, b: childB })],
        [composite],
      ).map(({ path, code }) => `${path[3]} ${code}`);
    const hash = { mask: 'hash.hmac' };
    const short = { mask: 'hash.hmac', length: 8 };
    expect(check({ mask: 'keep' }, hash)).toEqual([]);
    expect(check(hash, hash)).toEqual([]);
    expect(check(hash, short)).toEqual(['b composite-key-in-parts']);
    expect(check(hash, hash, { mask: 'keep' })).toEqual(['b reference-breaks']);
  });
});

describe('two forms of one card number', () => {
  const hash = { mask: 'hash.hmac', type: 'card' };
  const last = { mask: 'mask.partial', keepLast: 4, type: 'card' };
  const first = { mask: 'mask.partial', keepFirst: 6, type: 'card' };
  const found = (tables: Record<string, Rules>, references: PlannedReference[] = []) =>
    checkMaskPlans(
      Object.entries(tables).map(([name, rules]) => plan(name, rules)),
      references,
    ).map(({ path, code }) => `${path[1]}.${path[3]} ${code}`);

  it('in one table are refused, unless they are of different cards', () => {
    expect(found({ t: { a: hash, b: last } })).toEqual(['t.b correlatable-cards']);
    expect(found({ t: { a: first, b: last } })).toEqual(['t.b correlatable-cards']);
    expect(found({ t: { a: last, b: last } })).toEqual([]);
    expect(found({ t: { a: { ...hash, domain: 'x' }, b: { ...last, domain: 'y' } } })).toEqual([]);
  });

  it('are looked for inside other strategies', () => {
    const inside = (rule: object) => ({
      mask: 'json.path',
      paths: { '$.card': rule },
      rest: 'keep',
    });
    expect(found({ t: { a: hash, b: inside({ mask: 'truncate.pan' }) } })).toEqual([
      't.b correlatable-cards',
    ]);
    expect(found({ t: { a: hash, b: inside({ mask: 'fake.card' }) } })).toEqual([]);
  });

  it('are known by their domain', () => {
    const [unnamed, truncated] = [
      { mask: 'hash.hmac', domain: 'pan' },
      { mask: 'truncate.pan', domain: 'pan' },
    ];
    expect(found({ o: { a: unnamed }, c: { b: truncated } })).toEqual(['c.b correlatable-cards']);
    expect(found({ o: { a: unnamed }, c: { b: { ...truncated, domain: 'x' } } })).toEqual([]);
  });

  it('are looked for across tables', () => {
    const [one, two] = [
      { a: hash, customer: { mask: 'keep' } },
      { b: last, id: { mask: 'keep' } },
    ];
    expect(found({ orders: one, customers: two })).toEqual([]);
    expect(found({ orders: one, customers: two }, [reference])).toEqual([
      'customers.b correlatable-cards',
    ]);
    const toOrders = { ...reference, table: 'lines', columns: ['order'], parentTable: 'orders' };
    const toCustomers = { ...reference, table: 'visits' };
    const others = { orders: { c: { mask: 'keep' } }, customers: { b: last } };
    const lines = { lines: { a: hash }, ...others };
    expect(found(lines, [toOrders])).toEqual([]);
    expect(found(lines, [toOrders, reference])).toEqual(['customers.b correlatable-cards']);
    expect(found({ visits: { a: hash }, orders: { b: last } }, [toCustomers, reference])).toEqual([
      'orders.b correlatable-cards',
    ]);
    expect(
      found({ o: { a: { ...hash, domain: 'pan' } }, c: { b: { ...last, domain: 'pan' } } }),
    ).toEqual(['c.b correlatable-cards']);
  });
});
