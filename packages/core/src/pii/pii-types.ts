/** How a value tells who somebody is. */
export type PiiRole =
  /** By itself: nobody else has it. */
  | 'direct'
  /** Together with others: birth date, post code and sex name most people (Sweeney 2000). */
  | 'quasi'
  /** It does not tell who somebody is, but harms him where it is known (GDPR articles 9 and 10). */
  | 'sensitive'
  /** It opens something: a password, a token. */
  | 'secret';

/** The rows of 45 CFR 164.514(b)(2)(i). */
export type HipaaIdentifier =
  | 'A'
  | 'B'
  | 'C'
  | 'D'
  | 'E'
  | 'F'
  | 'G'
  | 'H'
  | 'I'
  | 'J'
  | 'K'
  | 'L'
  | 'M'
  | 'N'
  | 'O'
  | 'P'
  | 'Q'
  | 'R';

/** A kind of personal data. */
export interface PiiType {
  /** In words for people, e.g. `e-mail address`. */
  readonly title: string;
  readonly role: PiiRole;
  /** The identifier of HIPAA that it is. */
  readonly hipaa?: HipaaIdentifier;
  /** Rule that such a column is given unless somebody decides otherwise. */
  readonly rule: Readonly<Record<string, unknown>> & { readonly mask: string };
}

/**
 * Kinds of personal data by name, as `type:` of a column has them. Beside them there is `none`: data of nobody.
 */
export const PII_TYPES = {
  'full-name': { title: 'name', role: 'direct', hipaa: 'A', rule: { mask: 'fake.person' } },
  'first-name': {
    title: 'first name',
    role: 'direct',
    hipaa: 'A',
    rule: { mask: 'fake.person', part: 'first' },
  },
  'last-name': {
    title: 'last name',
    role: 'direct',
    hipaa: 'A',
    rule: { mask: 'fake.person', part: 'last' },
  },
  'middle-name': {
    title: 'middle name',
    role: 'direct',
    hipaa: 'A',
    rule: { mask: 'fake.person', part: 'first' },
  },
  'name-prefix': {
    title: 'form of address',
    role: 'quasi',
    hipaa: 'A',
    rule: { mask: 'fake.person', part: 'prefix' },
  },
  username: {
    title: 'user name',
    role: 'direct',
    hipaa: 'R',
    rule: { mask: 'fake.person', part: 'username' },
  },
  email: { title: 'e-mail address', role: 'direct', hipaa: 'F', rule: { mask: 'fake.email' } },
  phone: { title: 'telephone number', role: 'direct', hipaa: 'D', rule: { mask: 'fake.phone' } },
  fax: { title: 'fax number', role: 'direct', hipaa: 'E', rule: { mask: 'fake.phone' } },
  'street-address': {
    title: 'street address',
    role: 'direct',
    hipaa: 'B',
    rule: { mask: 'fake.address', part: 'street' },
  },
  city: { title: 'city', role: 'quasi', hipaa: 'B', rule: { mask: 'fake.address', part: 'city' } },
  region: { title: 'state or region', role: 'quasi', rule: { mask: 'keep' } },
  'postal-code': {
    title: 'post code',
    role: 'quasi',
    hipaa: 'B',
    rule: { mask: 'fake.address', part: 'zip' },
  },
  country: { title: 'country', role: 'quasi', rule: { mask: 'keep' } },
  'geo-coordinate': {
    title: 'latitude or longitude',
    role: 'quasi',
    hipaa: 'B',
    rule: { mask: 'geo.round' },
  },
  'birth-date': {
    title: 'date of birth',
    role: 'quasi',
    hipaa: 'C',
    rule: { mask: 'date.truncate', unit: 'year', topcodeAges: 89 },
  },
  'person-date': {
    title: 'date of something that happened to a person',
    role: 'quasi',
    hipaa: 'C',
    rule: { mask: 'date.truncate', unit: 'year' },
  },
  age: { title: 'age', role: 'quasi', hipaa: 'C', rule: { mask: 'age.band' } },
  gender: { title: 'gender', role: 'quasi', rule: { mask: 'fake.person', part: 'gender' } },
  'us-ssn': {
    title: 'US social security number',
    role: 'direct',
    hipaa: 'G',
    rule: { mask: 'fake.nationalId', kind: 'us-ssn' },
  },
  'national-id': {
    title: 'national identity number',
    role: 'direct',
    hipaa: 'R',
    rule: { mask: 'fake.nationalId' },
  },
  'tax-id': {
    title: 'tax number',
    role: 'direct',
    hipaa: 'R',
    rule: { mask: 'hash.hmac', length: 16 },
  },
  passport: {
    title: 'passport number',
    role: 'direct',
    hipaa: 'K',
    rule: { mask: 'hash.hmac', length: 16 },
  },
  'driver-licence': {
    title: 'driving licence',
    role: 'direct',
    hipaa: 'K',
    rule: { mask: 'hash.hmac', length: 16 },
  },
  'medical-licence': {
    title: 'professional licence or NPI',
    role: 'direct',
    hipaa: 'K',
    rule: { mask: 'hash.hmac', length: 16 },
  },
  'medical-record': {
    title: 'medical record number',
    role: 'direct',
    hipaa: 'H',
    rule: { mask: 'hash.hmac', length: 16 },
  },
  'health-plan': {
    title: 'health plan number',
    role: 'direct',
    hipaa: 'I',
    rule: { mask: 'hash.hmac', length: 16 },
  },
  'bank-account': {
    title: 'bank account',
    role: 'direct',
    hipaa: 'J',
    rule: { mask: 'hash.hmac', length: 16 },
  },
  iban: { title: 'IBAN', role: 'direct', hipaa: 'J', rule: { mask: 'fake.iban' } },
  card: { title: 'payment card number', role: 'direct', hipaa: 'J', rule: { mask: 'fake.card' } },
  'card-code': { title: 'card security code', role: 'secret', rule: { mask: 'null' } },
  'customer-id': {
    title: 'number of a customer, patient or user',
    role: 'direct',
    hipaa: 'R',
    rule: { mask: 'hash.hmac', length: 16 },
  },
  vehicle: {
    title: 'vehicle number or plate',
    role: 'direct',
    hipaa: 'L',
    rule: { mask: 'hash.hmac', length: 16 },
  },
  'device-id': {
    title: 'device identifier',
    role: 'direct',
    hipaa: 'M',
    rule: { mask: 'hash.hmac', length: 16 },
  },
  'mac-address': { title: 'MAC address', role: 'direct', hipaa: 'M', rule: { mask: 'fake.mac' } },
  url: { title: 'URL', role: 'direct', hipaa: 'N', rule: { mask: 'fake.url' } },
  'ip-address': { title: 'IP address', role: 'direct', hipaa: 'O', rule: { mask: 'fake.ip' } },
  biometric: { title: 'biometric record', role: 'direct', hipaa: 'P', rule: { mask: 'drop' } },
  photo: { title: 'photograph', role: 'direct', hipaa: 'Q', rule: { mask: 'file.placeholder' } },
  'user-agent': {
    title: 'browser identification',
    role: 'quasi',
    rule: { mask: 'fake.userAgent' },
  },
  password: {
    title: 'password or its hash',
    role: 'secret',
    rule: { mask: 'constant', value: 'masked' },
  },
  secret: { title: 'token or key', role: 'secret', rule: { mask: 'redact' } },
  company: { title: 'company', role: 'quasi', rule: { mask: 'fake.company' } },
  'job-title': { title: 'job title', role: 'quasi', rule: { mask: 'fake.jobTitle' } },
  salary: {
    title: 'salary or wealth',
    role: 'sensitive',
    rule: { mask: 'noise.number', ratio: 0.1 },
  },
  ethnicity: { title: 'ethnic origin', role: 'sensitive', rule: { mask: 'null' } },
  religion: { title: 'religion or belief', role: 'sensitive', rule: { mask: 'null' } },
  politics: {
    title: 'political opinion or trade union',
    role: 'sensitive',
    rule: { mask: 'null' },
  },
  orientation: { title: 'sexual orientation', role: 'sensitive', rule: { mask: 'null' } },
  health: { title: 'diagnosis or treatment', role: 'sensitive', rule: { mask: 'keep' } },
  'marital-status': { title: 'marital status', role: 'quasi', rule: { mask: 'keep' } },
  'criminal-record': { title: 'criminal record', role: 'sensitive', rule: { mask: 'null' } },
  'free-text': { title: 'free text', role: 'direct', rule: { mask: 'text.deid' } },
} as const satisfies Readonly<Record<string, PiiType>>;

export type PiiTypeName = keyof typeof PII_TYPES;

/** Facts about a kind of personal data; undefined for `none` and for names that there are not. */
export function piiType(name: string): PiiType | undefined {
  return Object.hasOwn(PII_TYPES, name) ? PII_TYPES[name as PiiTypeName] : undefined;
}
