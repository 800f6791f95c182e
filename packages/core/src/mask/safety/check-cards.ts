import type { RequestIssue } from '../../errors.ts';
import type { MaskPlan, PlannedColumn } from '../mask-plan.ts';
import { type CheckedRule, withNested } from '../nested-rules.ts';
import type { PlannedReference } from './check-references.ts';
import { columnPath } from './planned-table.ts';

/** A column of card numbers, in one form. */
interface Card {
  readonly table: string;
  readonly column: PlannedColumn;
  readonly form: CardForm;
}

type CardForm = 'a hash' | `a truncation (${string})`;

/**
 * Two forms of one card number can be put together again: a hash beside a truncation, or two truncations that leave
 * different digits. Looked for in the whole plan: in a table, in columns of one domain, and along references, however
 * many tables are between.
 *
 * Source: PCI DSS v4.0.1, 3.4.1 and 3.5.1; PCI SSC FAQ 1091.
 */
export function checkCards(
  plans: readonly MaskPlan[],
  references: readonly PlannedReference[],
): readonly RequestIssue[] {
  const domains = domainsOfCards(plans);
  const cards = plans.flatMap((plan) => cardsOf(plan, domains));
  return cards.flatMap((card, index) => {
    const others = cards
      .slice(0, index)
      .filter((other) => other.column !== card.column && other.form !== card.form)
      .filter((other) => mayBeOne(card, other, references));
    const [other] = others;
    if (other === undefined) return [];
    return [
      {
        path: columnPath(card.table, card.column.name),
        code: 'correlatable-cards',
        message: `it is ${card.form} of card numbers, and ${other.table}.${other.column.name} is ${other.form} of them: together they tell the number`,
        hint: 'mask both by the same rule, or leave one out: `mask: drop`',
      },
    ];
  });
}

/** Domains of card numbers: of equal values, those of one column are enough to know the others by. */
const domainsOfCards = (plans: readonly MaskPlan[]): ReadonlySet<string | undefined> =>
  new Set(
    plans.flatMap(({ columns, strategies }) =>
      columns
        .filter(
          (column) =>
            column.piiType === 'card' ||
            withNested(column, strategies).some(({ strategy }) => isTruncation(strategy)),
        )
        .flatMap(({ domain }) => domain ?? []),
    ),
  );

/** Every form that the strategies of a table give cards, also those inside others. */
function cardsOf(
  { table, columns, strategies }: MaskPlan,
  domains: ReadonlySet<string | undefined>,
): Card[] {
  return columns.flatMap((column) => {
    const isCard = column.piiType === 'card' || domains.has(column.domain);
    const forms = withNested(column, strategies).map((rule) => formOf(rule, isCard));
    return [...new Set(forms)].flatMap((form) =>
      form === undefined ? [] : [{ table, column, form }],
    );
  });
}

const isTruncation = ({ name }: CheckedRule['strategy']): boolean => name === 'truncate.pan';

function formOf({ strategy, options }: CheckedRule, isCard: boolean): CardForm | undefined {
  if (!isTruncation(strategy) && !isCard) return undefined;
  const { family } = strategy.propertiesWith(options);
  if (strategy.name.startsWith('hash.') || family === 'unkeyed') return 'a hash';
  if (family !== 'partial') return undefined;
  const left = [
    options.keepFirst ?? options.keepStart ?? 0,
    options.keepLast ?? options.keepEnd ?? 0,
  ];
  return `a truncation (${left.join(' + ')})`;
}

/** Columns of one table are taken to be of one card unless their domains say otherwise. */
function mayBeOne(card: Card, other: Card, references: readonly PlannedReference[]): boolean {
  const [domain, otherDomain] = [card.column.domain, other.column.domain];
  if (domain !== undefined && otherDomain !== undefined) return domain === otherDomain;
  return card.table === other.table || isTied(card, other, references);
}

/** Rows of the two tables can be joined: by one reference, or by several over the tables between. */
function isTied(one: Card, other: Card, references: readonly PlannedReference[]): boolean {
  const reached = new Set([one.table]);
  for (const table of reached)
    for (const reference of references) {
      if (reference.table === table) reached.add(reference.parentTable);
      if (reference.parentTable === table) reached.add(reference.table);
    }
  return reached.has(other.table);
}
