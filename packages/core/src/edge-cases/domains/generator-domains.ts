import { instantOf } from '../../kernels/instants.ts';
import { DAY_MS } from '../../kernels/time.ts';
import type { OrderedValue, PresentValue, TextFreedom } from '../edge-case.ts';

/** What a generator says of its cells. */
export interface GeneratorDomain {
  readonly fixed?: boolean;
  readonly text?: TextFreedom;
  readonly format?: string;
  readonly values?: readonly PresentValue[];
  readonly min?: OrderedValue;
  readonly max?: OrderedValue;
  readonly multipleOf?: number;
}

/** Options of a column, its generator's defaults filled in, and what dates are relative to. */
export interface GeneratorSettings {
  readonly options: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970. */
  readonly referenceTime: number;
}

type DomainOf = (settings: GeneratorSettings) => GeneratorDomain;

const always =
  (domain: GeneratorDomain): DomainOf =>
  () =>
    domain;

/** People write it as they like. */
const FREE = always({ text: 'free' });
/** It has a form that an arbitrary text breaks. */
const OPAQUE = always({ text: 'opaque' });
/** It follows from the row's number or from other cells. */
const FIXED = always({ fixed: true, text: 'opaque' });
const EMAIL = always({ format: 'email' });
const HOSTNAME = always({ format: 'hostname' });
const IPV4 = always({ format: 'ipv4' });
const BOOLEAN = always({});
const UUID = always({});

/**
 * What each generator of the catalogue says of its cells. A test holds the names against the catalogue, so that whoever
 * adds a generator decides it here.
 */
export const GENERATOR_DOMAINS: Readonly<Record<string, DomainOf>> = {
  array: OPAQUE,
  boolean: BOOLEAN,
  choice: choiceDomain,
  'color.human': FREE,
  'commerce.department': FREE,
  'commerce.ean13': OPAQUE,
  'commerce.price': boundsOf,
  'commerce.product': FREE,
  'commerce.productMaterial': FREE,
  'commerce.productName': FREE,
  'commerce.sku': OPAQUE,
  'company.buzzPhrase': FREE,
  'company.catchPhrase': FREE,
  'company.name': FREE,
  constant: FIXED,
  'datatype.boolean': BOOLEAN,
  'date.between': datesBetween,
  'date.birth': past,
  'date.birthdate': past,
  'date.future': future,
  'date.month': OPAQUE,
  'date.past': past,
  'date.recent': past,
  'date.soon': future,
  'date.weekday': OPAQUE,
  derive: FIXED,
  'finance.accountNumber': OPAQUE,
  'finance.amount': boundsOf,
  'finance.bic': OPAQUE,
  'finance.cardNumber': OPAQUE,
  'finance.creditCardNumber': OPAQUE,
  'finance.currency': OPAQUE,
  'finance.currencyCode': OPAQUE,
  'finance.currencyName': OPAQUE,
  'finance.currencySymbol': OPAQUE,
  'finance.iban': OPAQUE,
  'internet.domain': HOSTNAME,
  'internet.domainName': HOSTNAME,
  'internet.email': EMAIL,
  'internet.exampleEmail': EMAIL,
  'internet.ip': IPV4,
  'internet.ipv4': IPV4,
  'internet.ipv6': always({ format: 'ipv6' }),
  'internet.mac': OPAQUE,
  'internet.url': always({ format: 'uri' }),
  'internet.userAgent': OPAQUE,
  'internet.username': OPAQUE,
  json: OPAQUE,
  list: FIXED,
  'location.buildingNumber': OPAQUE,
  'location.city': FREE,
  'location.country': OPAQUE,
  'location.countryCode': OPAQUE,
  'location.latitude': always({ min: '-90.0000', max: '90.0000' }),
  'location.longitude': always({ min: '-180.0000', max: '180.0000' }),
  'location.postcode': OPAQUE,
  'location.state': OPAQUE,
  'location.street': FREE,
  'location.streetAddress': FREE,
  'location.zipCode': OPAQUE,
  'lorem.paragraph': FREE,
  'lorem.paragraphs': FREE,
  'lorem.sentence': FREE,
  'lorem.sentences': FREE,
  'lorem.word': FREE,
  'lorem.words': FREE,
  'number.bigint': boundsOf,
  'number.decimal': boundsOf,
  'number.float': boundsOf,
  'number.int': boundsOf,
  object: OPAQUE,
  'person.birthDate': past,
  'person.firstName': FREE,
  'person.fullName': FREE,
  'person.gender': OPAQUE,
  'person.jobTitle': FREE,
  'person.lastName': FREE,
  'person.prefix': OPAQUE,
  'person.sex': OPAQUE,
  'person.ssn': OPAQUE,
  'phone.number': OPAQUE,
  regex: OPAQUE,
  sequence: FIXED,
  template: OPAQUE,
  'text.paragraph': FREE,
  'text.paragraphs': FREE,
  'text.sentence': FREE,
  'text.sentences': FREE,
  'text.word': FREE,
  'text.words': FREE,
  ulid: OPAQUE,
  uuid: UUID,
  uuidv7: UUID,
};

/** What is known of the values of Faker's own methods: nothing. */
export const UNKNOWN_GENERATOR: GeneratorDomain = { text: 'opaque' };

/** Defaults of numbers that are drawn from a range; other distributions have no bounds of their own. */
const RANGE_DEFAULTS: Readonly<
  Record<string, { readonly min: number; readonly max: OrderedValue }>
> = {
  'number.int': { min: 0, max: 2_147_483_647 },
  'number.float': { min: 0, max: 1 },
  'number.decimal': { min: 0, max: 1000 },
  'number.bigint': { min: 0, max: 2n ** 63n - 1n },
};
const RANGED: ReadonlySet<unknown> = new Set(['uniform', 'zipf']);

/** Numbers between `min` and `max`. */
function boundsOf({ options }: GeneratorSettings): GeneratorDomain {
  const { min, max, multipleOf } = options;
  return {
    ...(isBound(min) ? { min } : {}),
    ...(isBound(max) ? { max } : {}),
    ...(typeof multipleOf === 'number' ? { multipleOf } : {}),
  };
}

const isBound = (value: unknown): value is OrderedValue =>
  typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint';

/** The options of a generator of numbers with the bounds that it takes where none are written. */
export function withRange(
  generator: string,
  options: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const defaults = Object.hasOwn(RANGE_DEFAULTS, generator) ? RANGE_DEFAULTS[generator] : undefined;
  if (defaults === undefined || !RANGED.has(options.distribution)) return options;
  const { min = defaults.min, max = defaults.max } = options;
  // As the generators do: a range above the default one begins where it is told to.
  return { ...options, min, max: isBound(min) && Number(min) > Number(max) ? min : max };
}

function datesBetween({ options }: GeneratorSettings): GeneratorDomain {
  const { from, to } = options;
  if (typeof from !== 'string' || typeof to !== 'string') return {};
  return {
    min: new Date(instantOf(from)).toISOString(),
    max: new Date(instantOf(to)).toISOString(),
  };
}

/**
 * Before the reference date. How far back rows lie says where most of them are, not what is allowed: a date long ago
 * is what software has to cope with.
 */
function past({ referenceTime }: GeneratorSettings): GeneratorDomain {
  return { max: new Date(referenceTime - 1).toISOString() };
}

/** After the reference date. */
function future({ options, referenceTime }: GeneratorSettings): GeneratorDomain {
  const first = options.as === 'date' ? referenceTime + DAY_MS : referenceTime + 1;
  return { min: new Date(first).toISOString() };
}

/** The values themselves; texts of another kind than text cannot be told from rows. */
function choiceDomain({ options: { values } }: GeneratorSettings): GeneratorDomain {
  if (typeof values !== 'object' || values === null) return UNKNOWN_GENERATOR;
  const list: readonly unknown[] = Array.isArray(values)
    ? values.map((entry: unknown) => entryValue(entry))
    : Object.entries(values).flatMap(([value, weight]) => (Number(weight) > 0 ? [value] : []));
  const present = list.filter((value) => value !== null);
  const kinds = new Set(present.map((value) => typeof value));
  if (kinds.size !== 1 || kinds.has('object')) return UNKNOWN_GENERATOR;
  return { text: 'opaque', values: [...new Set(present as PresentValue[])] };
}

/** A value, or the value of `{ value, weight }`. */
function entryValue(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null) return entry;
  const keys = Object.keys(entry);
  return keys.length === 2 && 'value' in entry && 'weight' in entry ? entry.value : entry;
}
