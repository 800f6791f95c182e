import type { RequestIssue } from '../../errors.ts';
import type { MaskPlan, PlannedColumn } from '../mask-plan.ts';
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
 * different digits. Looked for in the whole plan: in a table, in columns of one domain, and along references.
 *
 * Source: PCI DSS v4.0.1, 3.4.1 and 3.5.1; PCI SSC FAQ 1091.
 */
export function checkCards(
  plans: readonly MaskPlan[],
  references: readonly PlannedReference[],
): readonly RequestIssue[] {
  const cards = plans.flatMap(cardsOf);
  return cards.flatMap((card, index) => {
    const others = cards
      .slice(0, index)
      .filter((other) => other.form !== card.form && mayBeOne(card, other, references));
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

function cardsOf({ table, columns }: MaskPlan): Card[] {
  return columns.flatMap((column) => {
    const form = formOf(column);
    return form === undefined ? [] : [{ table, column, form }];
  });
}

function formOf({ strategy, piiType, options, properties }: PlannedColumn): CardForm | undefined {
  if (strategy.name !== 'truncate.pan' && piiType !== 'card') return undefined;
  if (strategy.name.startsWith('hash.') || properties.family === 'unkeyed') return 'a hash';
  if (properties.family !== 'partial') return undefined;
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

/** Rows of the two tables can be joined. */
const isTied = (one: Card, other: Card, references: readonly PlannedReference[]): boolean =>
  references.some(
    ({ table, parentTable }) =>
      (table === one.table && parentTable === other.table) ||
      (table === other.table && parentTable === one.table),
  );
