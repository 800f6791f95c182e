import type { PiiTypeName } from '../pii/pii-types.ts';
import { acceptsType } from './accepts-type.ts';
import type { ColumnProfile } from './profile-column.ts';
import type { Surroundings } from './surroundings.ts';

interface Looked {
  readonly profile: ColumnProfile;
  readonly around: Surroundings;
}

type Test = (looked: Looked) => boolean;

const isWordy = ({ profile }: Looked): boolean =>
  profile.share('nameShaped') > 0.7 && profile.share('commonWord') < 0.3 && profile.distinct > 4;
const isName: Test = (looked) => {
  const { profile, around } = looked;
  if (!isWordy(looked) && profile.filled >= 3) return profile.share('fullName') > 0.4;
  const known = Math.max(
    profile.share('firstName'),
    profile.share('lastName'),
    profile.share('fullName'),
  );
  return around.isOfPeople || known > (around.isOfAddresses ? 0.3 : 0.4);
};
const isPlace: Test = ({ profile, around }) =>
  profile.share('region') > 0.3 ||
  ((around.types.has('city') ||
    around.types.has('postal-code') ||
    around.types.has('street-address')) &&
    profile.share('letters') > 0.5 &&
    !/^[a-z_]+$/.test(profile.values[0] ?? 'x'));
const inPeople: Test = ({ around }) => around.isOfPeople;

/** What has to hold where columns of a name hold this and other things. */
const TESTS: Readonly<Partial<Record<PiiTypeName, Test>>> = {
  'first-name': isName,
  'last-name': isName,
  'full-name': isName,
  'middle-name': ({ profile, around }) => around.isOfPeople && profile.share('letters') > 0.8,
  'name-prefix': ({ profile }) => profile.share('honorific') > 0.5,
  'job-title': ({ profile, around }) =>
    profile.share('jobTitle') > 0.4 ||
    (around.isOfPeople &&
      profile.distinct > 8 &&
      profile.share('letters') > 0.9 &&
      profile.share('sentence') < 0.5),
  region: isPlace,
  city: ({ profile, around }) =>
    profile.share('city') > 0.4 &&
    (around.isOfPeople || around.isOfAddresses || around.types.size > 0),
  country: ({ profile, around }) =>
    profile.share('country') > 0.7 &&
    (around.isOfPeople || around.isOfAddresses || around.types.size > 0),
  'geo-coordinate': ({ profile, around }) =>
    profile.share('coordinate') > 0.6 && around.types.size > 0,
  'street-address': ({ profile, around }) =>
    profile.share('street') > 0.4 ||
    (around.types.has('street-address') &&
      profile.share('letters') > 0.3 &&
      profile.averageLength > 2 &&
      profile.distinct > 4),
  'postal-code': ({ profile, around }) => profile.share('postcode') > 0.7 && around.types.size > 0,
  url: ({ profile, around }) => profile.share('url') > 0.5 && around.isOfPeople,
  photo: inPeople,
  age: ({ profile, around }) => around.isOfPeople && acceptsType('age', profile),
  gender: ({ profile }) => profile.share('gender') > 0.9,
  salary: ({ profile, around }) =>
    around.isOfPeople && acceptsType('salary', profile) && profile.share('boolean') < 0.9,
  'free-text': ({ profile, around }) =>
    (profile.share('sentence') > 0.4 && (around.isOfPeople || around.isOfAddresses)) ||
    (profile.share('sentence') > 0.2 && profile.textsWithSpans() > 0.05),
  username: ({ profile, around }) =>
    acceptsType('username', profile) &&
    profile.share('integer') < 0.5 &&
    profile.distinct > 5 &&
    profile.share('commonWord') < 0.3 &&
    profile.share('oneWord') > 0.9 &&
    (around.isOfPeople ||
      profile.share('firstName') + profile.share('lastName') > 0.3 ||
      profile.share('email') > 0.5),
  phone: ({ profile }) => profile.share('phone') > 0.5,
  card: ({ profile }) => profile.share('card') > 0.5 || profile.averageLength >= 13,
  'person-date': ({ profile, around }) =>
    acceptsType('person-date', profile) &&
    (around.isOfPeople || around.isOfAddresses || around.types.size > 0),
  email: ({ profile }) => profile.share('email') > 0.5,
  company: ({ profile, around }) => profile.share('company') > 0.2 && around.isOfPeople,
  secret: ({ profile }) =>
    profile.averageLength >= 16 &&
    profile.share('oneWord') > 0.9 &&
    profile.distinct > profile.filled * 0.8,
  password: ({ profile, around }) =>
    profile.share('passwordHash') > 0.5 ||
    (around.isOfPeople && profile.distinct > 5 && profile.share('oneWord') > 0.9),
  'user-agent': ({ profile }) => profile.share('userAgent') > 0.4,
  health: ({ profile, around }) => around.isOfPeople && profile.share('boolean') < 0.9,
  ethnicity: inPeople,
  religion: ({ profile, around }) =>
    around.isOfPeople && profile.share('letters') > 0.9 && profile.share('email') < 0.1,
};

/** For all others: it stands beside people, and the cells can be it. */
const OTHERWISE = (type: PiiTypeName, { profile, around }: Looked): boolean =>
  (around.isOfPeople || around.isOfAddresses || around.types.size > 1) &&
  profile.filled > 0 &&
  profile.distinct > 3 &&
  acceptsType(type, profile);

/** Whether cells and neighbours bear out what a doubtful name says. */
export function bornOut(type: PiiTypeName, looked: Looked): boolean {
  return TESTS[type]?.(looked) ?? OTHERWISE(type, looked);
}

/** Tells apart what one word means: `title` of a job or of a person, `nom` beside `prenom`. */
export function refinedType(type: PiiTypeName, { profile, around }: Looked): PiiTypeName {
  if (type === 'full-name') return refinedName({ profile, around });
  if (type === 'job-title' && profile.share('honorific') > 0.5) return 'name-prefix';
  if (type === 'name-prefix' && profile.share('jobTitle') > 0.4) return 'job-title';
  // Swedish for wages, and short for a longitude.
  if (type === 'salary' && profile.share('coordinate') > 0.5) return 'geo-coordinate';
  if (type === 'phone' && profile.share('email') > 0.6) return 'email';
  return type;
}

function refinedName({ profile, around }: Looked): PiiTypeName {
  if (profile.share('oneWord') < 0.6 || profile.filled < 3) return 'full-name';
  if (around.types.has('first-name') && !around.types.has('last-name')) return 'last-name';
  if (around.types.has('last-name') && !around.types.has('first-name')) return 'first-name';
  const [first, last] = [profile.share('firstName'), profile.share('lastName')];
  if (first > last + 0.2) return 'first-name';
  return last > first + 0.2 ? 'last-name' : 'full-name';
}
