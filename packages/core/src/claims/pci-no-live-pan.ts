import {
  type ClaimColumn,
  type ClaimInput,
  type ClaimRule,
  kindOf,
  proofOf,
} from './claim-input.ts';
import { isRemoved, judgeParts, judgeText, UNDECIDED } from './judge-parts.ts';
import { type ClaimDefinition, type Judgement, notConcerned, passes, refused } from './verdict.ts';

/** Most digits that may stay: PCI SSC FAQ 1091. Eight in front where the brand allows it, else six. */
const MOST_FIRST = 8;
const MOST_LAST = 4;
/** What every brand allows. */
const FIRST_OF_ALL_BRANDS = 6;

/** No card number of the source is in the data. */
export const pciNoLivePan: ClaimDefinition = {
  claim: 'pci-no-live-pan',
  summary: 'No card number that works is in the data: PCI DSS v4.0.1, 3.3.1, 3.5.1 and 6.5.5.',
  judge,
  statements: () => [],
};

function judge(column: ClaimColumn, input: ClaimInput): Judgement {
  if (isRemoved(column)) return passes('removed');
  const { type } = column;
  if (type === undefined) return UNDECIDED;
  if (type === 'free-text')
    return judgeText(column, input, { mayStay: (found) => found !== 'card' });
  if (type === 'card-code')
    return refused('3.3.1: security codes are never kept, in no form: use `mask: "null"` or drop');
  if (type !== 'card' && (proofOf(input, column)?.detected.card ?? 0) > 0)
    return refused(
      'detectors find card numbers in a sample of it: use redact or text.deid, or `type: card` with fake.card',
    );
  if (type !== 'card')
    return notConcerned(kindOf(column) === undefined ? 'data of nobody' : 'no card number');
  return judgeParts(column, input, { rule: judgeCard, column: (other) => judge(other, input) });
}

function judgeCard(rule: ClaimRule): Judgement {
  const { strategy, options, properties } = rule;
  if (isRemoved(rule)) return passes('removed');
  switch (properties.family) {
    case 'random':
      return passes('replaced at random');
    case 'partial':
      return judgeTruncation(strategy, options);
    case 'keyed':
      return judgeKeyed(strategy, options);
    case 'unkeyed':
      return refused('3.5.1.1: a hash of card numbers needs a key: use hash.hmac');
    default:
      return refused('6.5.5: card numbers stay: use fake.card, truncate.pan or hash.hmac');
  }
}

function judgeTruncation(strategy: string, options: ClaimRule['options']): Judgement {
  const first = Number(options.keepFirst ?? options.keepStart ?? 0);
  const last = Number(options.keepLast ?? options.keepEnd ?? 0);
  if (first > MOST_FIRST || last > MOST_LAST)
    return refused(
      `first ${first} and last ${last} digits are too many: first ${FIRST_OF_ALL_BRANDS} and last ${MOST_LAST} at most`,
    );
  if (first > FIRST_OF_ALL_BRANDS && strategy !== 'truncate.pan')
    return refused(
      `${strategy} does not know numbers of 15 digits, of which the first ${FIRST_OF_ALL_BRANDS} may stay: use truncate.pan`,
    );
  return passes(
    first > FIRST_OF_ALL_BRANDS
      ? `first ${first} and last ${last} digits: where the brand allows it, for numbers of 16 digits`
      : `first ${first} and last ${last} digits`,
  );
}

/** Encryption that keeps the format gives numbers of which one in ten passes Luhn, and may be somebody's. */
function judgeKeyed(strategy: string, options: ClaimRule['options']): Judgement {
  if (strategy === 'fpe.checksum' && options.valid === true)
    return refused('the check digit is right, so the number may be of a live card: `valid: false`');
  if (/^(?:fpe\.ff1|permute\.|char\.)/.test(strategy))
    return refused(
      `one in ten numbers of ${strategy} passes the check of live cards: use fake.card, or fpe.checksum, which breaks it`,
    );
  return passes('replaced under the key; the key is part of what PCI DSS 3.6 asks for');
}
