import type { HipaaIdentifier, PiiTypeName } from '../pii/pii-types.ts';
import type { ClaimRule } from './claim-input.ts';
import { isRemoved } from './judge-parts.ts';
import { type Judgement, passes, refused } from './verdict.ts';

/** Kinds that are no row of the list by themselves, but fall under one: employers under A, codes under R. */
const LETTER_OF: Partial<Record<PiiTypeName, HipaaIdentifier>> = {
  company: 'A',
  password: 'R',
  secret: 'R',
  'card-code': 'R',
  'user-agent': 'R',
};

/** The identifier of 45 CFR 164.514(b)(2)(i) that a kind of personal data is; undefined for those not on the list. */
export function letterOf(
  type: string,
  own: HipaaIdentifier | undefined,
): HipaaIdentifier | undefined {
  return own ?? (Object.hasOwn(LETTER_OF, type) ? LETTER_OF[type as PiiTypeName] : undefined);
}

/** Ages above it are one class. */
const OLDEST = 89;

/** Judges one strategy against one identifier of the list. */
export function judgeIdentifier(rule: ClaimRule, letter: HipaaIdentifier, type: string): Judgement {
  const { family } = rule.properties;
  if (isRemoved(rule)) return passes(`(${letter}) removed`);
  if (family === 'random') return passes(`(${letter}) replaced at random: nothing follows from it`);
  if (letter === 'C' && family === 'generalised') return judgeDate(rule, type);
  if (letter === 'B' && family === 'generalised') return judgePlace(rule, type);
  return refused(`(${letter}) ${REASONS[family]}`);
}

const WAY_OUT = 'use `mask: drop`, `"null"`, redact or surrogate.random';

const REASONS: Readonly<Record<ClaimRule['properties']['family'], string>> = {
  kept: `the identifier is kept: ${WAY_OUT}`,
  removed: `the mask still tells something of the value: ${WAY_OUT}`,
  random: '',
  generalised: `the rule asks for it to be removed, not to be made less precise: ${WAY_OUT}`,
  keyed: `the mask is a code derived from the identifier, which 164.514(c)(1) excludes, whoever has the key: ${WAY_OUT}`,
  unkeyed: `the mask is a code derived from the identifier that anybody can try out: ${WAY_OUT}`,
  partial: `a part of the identifier stays: ${WAY_OUT}`,
  rearranged: `identifiers of others stay: ${WAY_OUT}`,
  perturbed: `what is shifted or blurred is more precise than the rule allows: ${WAY_OUT}, or date.truncate to the year`,
  composed: `its parts are not known: ${WAY_OUT}`,
};

/** Dates: the year alone, and no year that shows an age over 89. Ages: one class from 90 on. */
function judgeDate(rule: ClaimRule, type: string): Judgement {
  return type === 'age' ? judgeAge(rule) : judgeYear(rule, type);
}

function judgeYear({ strategy, options }: ClaimRule, type: string): Judgement {
  if (strategy === 'date.age') return judgeTop(Number(options.topcode));
  if (strategy !== 'date.truncate')
    return refused(`(C) ${strategy} leaves more than the year: use \`mask: date.truncate\``);
  if (options.unit !== 'year')
    return refused(`(C) the ${String(options.unit)} is finer than the year: use \`unit: year\``);
  const cap = options.topcodeAges;
  if (type === 'birth-date' && !(typeof cap === 'number' && cap <= OLDEST))
    return refused(`(C) years of birth show ages over ${OLDEST}: add \`topcodeAges: ${OLDEST}\``);
  return passes('(C) the year alone');
}

function judgeAge({ strategy, options }: ClaimRule): Judgement {
  if (strategy === 'age.band') return judgeTop(Number(options.top) - 1);
  if (strategy === 'number.topcode' && typeof options.cap === 'number')
    return judgeTop(options.label === undefined ? options.cap - 1 : options.cap);
  return refused(`(C) ${strategy} does not put ages over ${OLDEST} into one class: use age.band`);
}

/** @param oldest greatest age that is still told apart */
const judgeTop = (oldest: number): Judgement =>
  oldest <= OLDEST
    ? passes(`(C) ages over ${oldest} are one class`)
    : refused(`(C) ages up to ${oldest} are told apart: ${OLDEST} is the greatest that may be`);

function judgePlace({ strategy, options }: ClaimRule, type: string): Judgement {
  if (strategy !== 'zip3' || type !== 'postal-code')
    return refused(
      `(B) ${strategy} leaves a place smaller than a state: use \`mask: drop\`, \`"null"\`, redact, or zip3 for ZIP codes`,
    );
  if (Array.isArray(options.list) && options.list.length === 0)
    return refused(
      '(B) the list of areas with 20,000 people or fewer is empty: leave `list` out, or give that of the current census',
    );
  return passes('(B) three digits of the ZIP code, 000 where 20,000 people or fewer live');
}
