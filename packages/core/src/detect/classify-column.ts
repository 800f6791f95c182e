import type { PiiTypeName } from '../pii/pii-types.ts';
import { acceptsType } from './accepts-type.ts';
import { byNeighbours } from './beside-people.ts';
import type { ColumnFinding } from './column-facts.ts';
import { nameTokens } from './column-words.ts';
import { bornOut, refinedType } from './doubtful-names.ts';
import { type LookedAtColumn, none, nothing, pii, shapes, unsure } from './finding.ts';
import { guessByValues, type ValueGuess } from './guess-by-values.ts';
import type { ColumnProfile } from './profile-column.ts';
import type { Surroundings } from './surroundings.ts';

/** Says of one column whether it holds personal data, from its name, its type, its cells and its neighbours. */
export function classifyColumn(column: LookedAtColumn, around: Surroundings): ColumnFinding {
  const { facts, profile, name } = column;
  const surrogate = surrogateKey(column);
  if (surrogate !== undefined) return none(column, 0.95, surrogate);
  if (/^(?:bool|bit\(1\)|tinyint\(1\))/i.test(facts.sourceType ?? ''))
    return none(column, 0.97, 'a truth value');
  const values = guessByValues(profile);
  const byName = fromName(column, values, around);
  return byName ?? fromValues(column, values, around) ?? nothing(column, name.certainty === 'not');
}

const INTEGER = /^(?:small|big|medium|tiny)?(?:int|integer|serial)\b|^int\d|^(?:small|big)serial/i;

/** A number that the database made up to tell rows apart tells nothing of anybody. */
function surrogateKey(column: LookedAtColumn): string | undefined {
  const { facts, profile, name } = column;
  const isUuid = facts.sourceType === 'uuid' || profile.share('uuid') > 0.95;
  // Makers and platforms give devices numbers of this form: they stand for who carries them.
  if (name.type === 'device-id' && name.certainty === 'sure' && facts.isKey !== true)
    return facts.isReference === true ? 'foreign key: a surrogate' : undefined;
  if (!isUuid && !isNumber(column)) return undefined;
  if (facts.isReference === true) return 'foreign key: a surrogate';
  if (name.certainty === 'sure' && !isUuid) return undefined;
  return facts.isKey === true || isIdName(facts.name) ? 'surrogate key' : undefined;
}

const isNumber = ({ facts, profile }: LookedAtColumn): boolean =>
  INTEGER.test(facts.sourceType ?? '') || (profile.filled > 0 && profile.share('integer') > 0.9);

const isIdName = (name: string): boolean =>
  /^(?:id|ids|key|fk|pk|sk|oid|uuid|guid|rowid|pkey)$/.test(nameTokens(name).at(-1) ?? '');

const saysSomething = ({ certainty }: LookedAtColumn['name']): boolean =>
  certainty === 'sure' || certainty === 'maybe';

/** What the name says, if the cells do not speak against it. */
function fromName(
  column: LookedAtColumn,
  values: readonly ValueGuess[],
  around: Surroundings,
): ColumnFinding | undefined {
  const { profile, name } = column;
  const { type } = name;
  if (type === undefined || !saysSomething(name)) return undefined;
  if (isOfNobody(type, column, around))
    return none(column, 0.8, `${type} of a thing, by the name of its table`);
  const [best] = values;
  const agrees = best !== undefined && (best.type === type || isRelated(best.type, type));
  const named = { type, seen: agrees ? best.evidence : undefined };
  if (name.certainty === 'maybe') return doubtful(column, { ...named, best }, around);
  if (!acceptsType(type, profile)) return contradicted(column, type, best);
  // What a form proves is more than what a name says: a column `contact` may hold addresses of e-mail.
  if (best !== undefined && isProof(best, type))
    return pii(column, best.type, best.score, best.evidence);
  return pii(
    column,
    refinedType(type, { profile, around }),
    confidenceOf(profile, agrees),
    named.seen,
  );
}

interface DoubtfulName {
  readonly type: PiiTypeName;
  /** What the cells say for it. */
  readonly seen: string | undefined;
  readonly best: ValueGuess | undefined;
}

/** Digits that pass a check tell more than a word that is called otherwise, too. */
const isSurer = (best: ValueGuess, type: PiiTypeName): boolean =>
  isProof(best, type) ||
  (best.score >= 0.88 && best.type !== type && isNumberKind(type) && isNumberKind(best.type));

function doubtful(
  column: LookedAtColumn,
  { type, seen, best }: DoubtfulName,
  around: Surroundings,
): ColumnFinding | undefined {
  const { profile, name } = column;
  if (best !== undefined && isSurer(best, type))
    return pii(column, best.type, best.score, best.evidence);
  const looked = { profile, around };
  const isQualified =
    name.isQualified === true &&
    around.isOfPeople &&
    profile.distinct > FEWEST_DIFFERENT &&
    acceptsType(type, profile);
  if (seen === undefined && !isQualified && !bornOut(type, looked)) return undefined;
  return pii(column, refinedType(type, looked), seen === undefined ? 0.8 : 0.93, seen);
}

/** A list of few values is a status or a kind more often than data of people. */
const FEWEST_DIFFERENT = 4;

const isProof = (best: ValueGuess, type: PiiTypeName): boolean =>
  best.score >= 0.92 && best.type !== type && !isNumberKind(type) && !isRelated(best.type, type);

function confidenceOf({ filled }: ColumnProfile, agrees: boolean): number {
  if (agrees) return 0.98;
  return filled < 3 ? 0.85 : 0.92;
}

const NUMBER_KINDS: ReadonlySet<PiiTypeName> = new Set<PiiTypeName>([
  'tax-id',
  'passport',
  'driver-licence',
  'medical-licence',
  'medical-record',
  'health-plan',
  'bank-account',
  'national-id',
  'us-ssn',
  'customer-id',
  'device-id',
  'vehicle',
  'phone',
  'fax',
  'card',
  'postal-code',
  'secret',
  'password',
]);
const isNumberKind = (type: PiiTypeName): boolean => NUMBER_KINDS.has(type);

const NAMES: ReadonlySet<PiiTypeName> = new Set<PiiTypeName>([
  'first-name',
  'last-name',
  'middle-name',
  'full-name',
]);

/** Kinds that cells cannot tell apart, so that the name has the say. */
function isRelated(a: PiiTypeName, b: PiiTypeName): boolean {
  if (NAMES.has(a) && NAMES.has(b)) return true;
  if (isNumberKind(a) && isNumberKind(b)) return true;
  const both = new Set([a, b]);
  return (
    both.has('city') && (both.has('region') || both.has('last-name') || both.has('first-name'))
  );
}

const OF_THINGS_TOO: ReadonlySet<PiiTypeName> = new Set<PiiTypeName>([
  'city',
  'region',
  'country',
  'postal-code',
  'street-address',
  'geo-coordinate',
  'company',
  'url',
  'photo',
  'job-title',
  'free-text',
  'person-date',
  'age',
  'salary',
  'health',
  'vehicle',
  'device-id',
  'user-agent',
  'name-prefix',
  'religion',
  'ethnicity',
  'secret',
  'gender',
]);
const OF_PEOPLE_ONLY: ReadonlySet<PiiTypeName> = new Set<PiiTypeName>([
  'company',
  'url',
  'country',
]);

/** Shops have cities and products have pictures: those are of nobody. */
function isOfNobody(
  type: PiiTypeName,
  { profile, facts }: LookedAtColumn,
  around: Surroundings,
): boolean {
  if (around.isOfThings && OF_THINGS_TOO.has(type))
    return type !== 'secret' && !(type === 'free-text' && profile.textsWithSpans() > 0.1);
  if (!OF_PEOPLE_ONLY.has(type)) return false;
  if (type === 'company' && /employ|arbeit|werkgever/i.test(facts.name)) return false;
  return !around.isOfPeople && !around.isOfAddresses && around.types.size === 0;
}

function contradicted(
  column: LookedAtColumn,
  type: PiiTypeName,
  best: ValueGuess | undefined,
): ColumnFinding {
  const { profile } = column;
  if (best !== undefined && best.score >= 0.85)
    return pii(column, best.type, best.score - 0.05, best.evidence);
  const isList = profile.filled >= 20 && profile.distinct <= 4;
  if (isList || profile.share('boolean') > 0.9 || profile.share('decimal') > 0.9)
    return none(column, 0.75, `named like ${type}, but the cells are no such thing`);
  return {
    column: column.facts.name,
    verdict: 'unsure',
    type,
    confidence: 0.5,
    evidence: [
      `named like ${type} ("${column.name.words}")`,
      'the cells do not look like that',
      ...shapes(column),
    ],
  };
}

/** Below it a guess from cells alone is not worth to stop a run. */
const ENOUGH = 0.72;

/** What the cells say where the name says nothing. */
function fromValues(
  column: LookedAtColumn,
  values: readonly ValueGuess[],
  around: Surroundings,
): ColumnFinding | undefined {
  const isNamed = column.name.certainty === 'not' || around.isOfThings;
  const isPhoneOfThing = (type: PiiTypeName): boolean =>
    type === 'phone' && column.name.certainty !== 'not';
  const [best] = values.filter(
    ({ type, score }) => !isNamed || score >= 0.92 || isPhoneOfThing(type),
  );
  if (best === undefined) return byNeighbours(column, around);
  if (isOfNobody(best.type, column, { ...around, types: new Set(['email']) })) return undefined;
  const score = Math.min(0.99, best.score + (around.isOfPeople ? 0.08 : 0));
  if (score >= ENOUGH) return pii(column, best.type, score, best.evidence);
  return score < 0.6 ? undefined : unsure(column, best);
}
