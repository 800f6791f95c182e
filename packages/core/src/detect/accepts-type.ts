import type { PiiTypeName } from '../pii/pii-types.ts';
import type { ColumnProfile } from './profile-column.ts';

type Accepts = (profile: ColumnProfile) => number;

const letters: Accepts = (profile) => profile.share('letters') - profile.share('digest');
const name: Accepts = (profile) =>
  profile.share('letters') -
  Math.max(
    profile.share('email'),
    profile.share('url'),
    profile.share('uuid'),
    profile.share('digest'),
    profile.share('digits') * 0.8,
    profile.share('sentence') * 0.8,
  );
const code: Accepts = (profile) =>
  profile.share('digits') -
  Math.max(
    profile.share('date'),
    profile.share('sentence'),
    profile.share('boolean'),
    profile.share('decimal'),
  );
/** Numbers of documents and accounts are longer than counts and codes are. */
const longCode: Accepts = (profile) => (profile.averageLength >= 4 ? code(profile) : 0);
const date: Accepts = (profile) => profile.share('date') + profile.share('dateTime');
const number: Accepts = (profile) =>
  Math.max(profile.share('integer'), profile.share('decimal'), profile.share('digits') * 0.9) -
  profile.share('date');
const anything: Accepts = () => 1;

/** Share of the cells that can be of a kind at all: what a name says has to be borne out by it. */
const ACCEPTS: Readonly<Partial<Record<PiiTypeName, Accepts>>> = {
  email: (profile) => profile.share('email'),
  phone: (profile) =>
    Math.max(profile.share('phone'), profile.share('phoneDigits'), profile.share('phoneLike')) -
    profile.share('date'),
  fax: (profile) =>
    Math.max(profile.share('phone'), profile.share('phoneDigits'), profile.share('phoneLike')),
  'first-name': name,
  'last-name': name,
  'middle-name': letters,
  'full-name': name,
  'name-prefix': (profile) => letters(profile) - profile.share('sentence'),
  username: (profile) => letters(profile) - profile.share('sentence') - profile.share('uuid'),
  'street-address': (profile) =>
    Math.max(letters(profile), profile.share('digits')) -
    Math.max(
      profile.share('email'),
      profile.share('ip-address'),
      profile.share('url'),
      profile.share('boolean'),
      profile.share('mac-address'),
    ),
  city: name,
  region: letters,
  country: letters,
  'postal-code': (profile) =>
    Math.max(
      profile.share('postcode'),
      profile.averageLength <= 10 ? profile.share('digits') * 0.9 : 0,
    ) -
    profile.share('date') * 0.9,
  'geo-coordinate': (profile) => (profile.averageLength > 3 ? profile.share('digits') : 0),
  'birth-date': (profile) =>
    Math.max(date(profile), profile.averageLength <= 10 ? profile.share('integer') : 0),
  'person-date': date,
  age: (profile) => (profile.averageLength <= 3 ? profile.share('integer') : 0),
  gender: (profile) =>
    profile.distinct <= 12 && profile.averageLength < 16 ? 1 - profile.share('sentence') : 0,
  'us-ssn': longCode,
  'national-id': longCode,
  'tax-id': longCode,
  passport: longCode,
  'driver-licence': longCode,
  'medical-licence': longCode,
  'medical-record': code,
  'health-plan': longCode,
  'bank-account': longCode,
  iban: (profile) => Math.max(profile.share('iban'), code(profile) * 0.5),
  card: longCode,
  'card-code': code,
  'customer-id': code,
  vehicle: longCode,
  'device-id': (profile) => Math.max(code(profile), profile.share('uuid')),
  'mac-address': (profile) => profile.share('mac-address'),
  url: (profile) => Math.max(profile.share('url'), letters(profile) - profile.share('sentence')),
  'ip-address': (profile) => profile.share('ip-address'),
  salary: number,
  company: letters,
  'job-title': name,
  'user-agent': letters,
  'free-text': (profile) =>
    profile.averageLength >= 12 ? letters(profile) : profile.share('sentence'),
};

/** Whether the cells can be what the name says; true where there is no cell to look at. */
export function acceptsType(type: PiiTypeName, profile: ColumnProfile): boolean {
  if (profile.filled < 3) return true;
  return (ACCEPTS[type] ?? anything)(profile) >= 0.3;
}
