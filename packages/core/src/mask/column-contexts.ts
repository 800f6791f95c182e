import type { MaskContext, NestedRule } from './define.ts';
import { createFakePeople } from './fake-people.ts';
import type { MaskKey } from './mask-key.ts';
import type { MaskNames } from './mask-names.ts';
import { readRule } from './nested-rules.ts';
import type { MaskPlan, PlannedColumn } from './plan-masking.ts';

/** What the run lends to all columns of a table. */
export interface ColumnWorld {
  /** @throws MaskKeyError where the run has no key. */
  readonly key: () => MaskKey;
  readonly names: Readonly<Record<string, MaskNames>>;
  readonly asOf: Date;
  readonly randomBytes: (count: number) => Uint8Array;
}

/** What each strategy of a table may know. Columns share their invented people. */
export function columnContexts(
  plan: MaskPlan,
  { key, names, asOf, randomBytes }: ColumnWorld,
): (column: PlannedColumn) => MaskContext {
  const people = createFakePeople(key, (locale) => namesOf(plan, names, locale));
  return ({ name, maxLength, sourceType, piiType, domain }) => {
    const context: MaskContext = {
      table: plan.table,
      column: name,
      locale: plan.locale,
      get key() {
        return key().scoped({ domain });
      },
      asOf,
      randomBytes,
      people,
      nested: (rule: NestedRule) => {
        const { strategy, options } = readRule(rule, plan.strategies);
        return strategy.create(options, context);
      },
      ...(maxLength === undefined ? {} : { maxLength }),
      ...(sourceType === undefined ? {} : { sourceType }),
      ...(piiType === undefined ? {} : { piiType }),
    };
    return context;
  };
}

function namesOf(
  { table }: MaskPlan,
  names: Readonly<Record<string, MaskNames>>,
  locale: string,
): MaskNames {
  const found = Object.hasOwn(names, locale) ? names[locale] : undefined;
  if (!found)
    throw new RangeError(`${table}: the names of locale "${locale}" have not been loaded`);
  return found;
}
