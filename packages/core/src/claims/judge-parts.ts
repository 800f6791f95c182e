import { type ClaimColumn, type ClaimInput, type ClaimRule, proofOf } from './claim-input.ts';
import { type Judgement, open, passes, refused } from './verdict.ts';

/** The strategy that leaves what it does not find. */
const TEXT = 'text.deid';

/** Nothing of the value is in the mask, and who has it learns nothing by it. */
export const isRemoved = ({ properties }: ClaimRule): boolean =>
  properties.family === 'removed' && properties.reveals === 'nothing';

export const UNDECIDED = refused(
  'nobody has decided what the column holds: add `type`, `none` for data of nobody (`rowmill scan` proposes one)',
);

/**
 * The verdict on a column that may be made of parts: of each part by itself, and of all the worst. What is made of other
 * masks is as good as they are.
 *
 * @param judgeColumn judges a whole column, to ask of those whose masks this one reads
 */
export function judgeParts(
  column: ClaimColumn,
  { columns }: ClaimInput,
  judge: {
    readonly rule: (rule: ClaimRule) => Judgement;
    readonly column: (column: ClaimColumn) => Judgement;
  },
): Judgement {
  if (column.properties.family !== 'composed') return judge.rule(column);
  if ([column, ...column.inside].some(({ strategy }) => strategy === TEXT))
    return refused(
      `${TEXT} leaves what it does not find: use redact or \`mask: drop\`, or \`type: free-text\` for a text`,
    );
  if (column.options.rest === 'keep')
    return refused(`${column.strategy} keeps what no rule names: use \`rest: redact\``);
  const parts = column.inside.filter(({ properties }) => properties.family !== 'composed');
  if (parts.length > 0) return worst(parts.map((part) => judge.rule(part)));
  if (column.reads.length > 0 || column.readsMasked.length === 0)
    return refused(`${column.strategy} is made of values as they are in the source`);
  const others = columns.filter(
    ({ table, column: name }) => table === column.table && column.readsMasked.includes(name),
  );
  const found = worst(others.map((other) => judge.column(other)));
  return found.verdict === 'refused'
    ? refused(`it is made of masks that are not good enough: ${found.reason}`)
    : passes('it is made of masks that pass');
}

const SEVERITY = ['refused', 'open', 'passes', 'not concerned'] as const;

function worst(judgements: readonly Judgement[]): Judgement {
  const [first, ...rest] = judgements;
  return rest.reduce(
    (found, one) => (SEVERITY.indexOf(one.verdict) < SEVERITY.indexOf(found.verdict) ? one : found),
    first ?? refused('nothing is known of it'),
  );
}

/** What a claim asks of free text that stays, beyond that a sample of it is searched. */
export interface TextRules {
  /** Kinds that may stand in it. */
  readonly mayStay?: (type: string) => boolean;
  /** Judges what stands in place of what was found. */
  readonly rule?: (rule: ClaimRule) => Judgement;
}

/** Free text counts as long as it is there: it is removed, or searched and then sampled. */
export function judgeText(
  column: ClaimColumn,
  input: ClaimInput,
  { mayStay = () => false, rule }: TextRules = {},
): Judgement {
  if (isRemoved(column)) return passes('nothing of the text is left');
  if (column.strategy !== TEXT)
    return refused(
      'free text may hold any identifier: use `mask: drop`, `"null"`, redact or text.deid',
    );
  const parts = rule === undefined ? [] : column.inside.map(rule);
  const refusal = parts.find(({ verdict }) => verdict === 'refused');
  if (refusal !== undefined) return refusal;
  const proof = proofOf(input, column);
  if (proof === undefined) return open('a sample of the masked texts has to be searched');
  if (proof.sampled === 0) return passes('there was no text to search');
  const left = Object.keys(proof.detected).filter((type) => !mayStay(type));
  return left.length === 0
    ? passes(
        'detectors found nothing in a sample of the masked texts; names that they do not know may be left',
      )
    : refused(
        `a sample of the masked texts still holds ${left.join(', ')}: use \`mask: redact\`, name the columns it may repeat${left.includes('person-date') ? ', or add `dates: true`' : ''}`,
      );
}
