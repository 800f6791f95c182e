import type { MaskContext, NestedRule } from './define.ts';
import { holdToCapacity } from './hold-to-capacity.ts';
import type { MaskKey } from './mask-key.ts';
import type { MaskWords } from './mask-words.ts';
import { readRule } from './nested-rules.ts';
import type { MaskPlan, PlannedColumn } from './plan-masking.ts';
import type { Surrogates } from './surrogate-map.ts';

/** What the run lends to all columns of a table. */
export interface ColumnWorld {
  /** @throws MaskKeyError where the run has no key. */
  readonly key: () => MaskKey;
  readonly words: Readonly<Record<string, MaskWords>>;
  readonly asOf: Date;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Random masks of the run; absent where no strategy may need them. */
  readonly surrogates?: Surrogates | undefined;
}

/** What each strategy of a table may know. */
export function columnContexts(
  plan: MaskPlan,
  { key, words, asOf, randomBytes, surrogates }: ColumnWorld,
): (column: PlannedColumn) => MaskContext {
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
      surrogates: (use, fate) => {
        if (surrogates !== undefined) return surrogates.open(`${domain ?? ''}/${use}`, fate);
        throw new RangeError(`${plan.table}: the run lends no maps of random masks`);
      },
      words: (locale) => wordsOf(plan, words, locale),
      nested: (rule: NestedRule) => {
        const checked = readRule(rule, plan.strategies);
        const mask = checked.strategy.create(checked.options, context);
        return holdToCapacity(checked, context, mask);
      },
      ...(maxLength === undefined ? {} : { maxLength }),
      ...(sourceType === undefined ? {} : { sourceType }),
      ...(piiType === undefined || piiType === 'none' ? {} : { piiType }),
    };
    return context;
  };
}

function wordsOf(
  { table }: MaskPlan,
  words: Readonly<Record<string, MaskWords>>,
  locale: string,
): MaskWords {
  const found = Object.hasOwn(words, locale) ? words[locale] : undefined;
  if (!found)
    throw new RangeError(`${table}: the words of locale "${locale}" have not been loaded`);
  return found;
}
