import { getCountries } from 'libphonenumber-js/max';
import { CANADIAN_PROVINCES, US_STATES } from '../locales/north-american-regions.ts';
import { fold } from './context-words.ts';

const STREET =
  /(?:^|[\s\d])(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|way|square|sq|terrace|place|pl|crescent|close|circle|cir|parkway|pkwy|highway|hwy|trail|route|mews|row|hill|gardens|grove|walk|rue|avenue|chemin|allee|impasse|quai|cours|calle|avenida|avda|paseo|plaza|camino|carrera|via|viale|piazza|corso|largo|vicolo|contrada|borgo|strada|rotonda|incrocio|rua|travessa|alameda|praca|rodovia|ulica|ul|aleja|al|os|plac|osiedle|sokak|sokagi|cadde|caddesi|cad|sok|mahallesi|mah|weg|gasse|platz|ring|damm|ufer|straat|laan|plein|gracht|kade|katu|tie|vag|vagen|gata|gatan|vej|gade|alle|vei|veien|gate|apt|apartment|suite|unit|flat|p\.?o\.? box|postfach)(?=[\s.,\d]|$)/u;
const GLUED =
  /\p{L}{2,}(?:strasse|str|gasse|weg|platz|allee|ring|damm|straat|laan|plein|gracht|vagen|gatan|gata|vag|vej|gade|veien|gata|gate|vei|katu|tie|kuja|utca)\b/u;
const NUMBER =
  /(?:^\d{1,5}[a-z]?[\s,/-])|(?:[\s,]\d{1,5}\s?[a-z]?(?:[/-]\d{1,4})?$)|(?:[\s,]\d{1,5}[a-z]?,)/u;

/** Whether a cell reads like street and number, or like a street alone. */
export function isStreet(cell: string): boolean {
  if (cell.length > 100 || !/\p{L}/u.test(cell)) return false;
  const folded = fold(cell);
  const hasWord = STREET.test(folded) || GLUED.test(folded);
  if (hasWord && /\p{L}{3}/u.test(folded))
    return NUMBER.test(folded) || GLUED.test(folded) || folded.split(' ').length <= 4;
  // `742 Evergreen` has no such word, but a number in front of names.
  return /^\d{1,5} \p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,3}$/u.test(cell);
}

/** Languages whose names of countries are known. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv', 'tr'];
const OTHER_NAMES =
  'usa|uk|england|scotland|wales|holland|great britain|russia|south korea|viet nam|uae';

let countries: ReadonlySet<string> | undefined;

/** Whether a cell is the name or the two-letter code (ISO 3166-1) of a country. */
export function isCountry(cell: string): boolean {
  countries ??= countryNames();
  return countries.has(fold(cell)) && (cell.length > 2 || cell === cell.toUpperCase());
}

function countryNames(): ReadonlySet<string> {
  const names = LANGUAGES.map((language) => new Intl.DisplayNames(language, { type: 'region' }));
  const codes = getCountries().filter((code) => /^[A-Z]{2}$/.test(code));
  const known = codes.flatMap((code) => [
    code.toLowerCase(),
    ...names.map((one) => fold(one.of(code) ?? code)),
  ]);
  return new Set([...known, ...OTHER_NAMES.split('|')]);
}

const regions: ReadonlySet<string> = new Set(
  [...US_STATES, ...CANADIAN_PROVINCES].flatMap(({ names, code }) => [
    code.toLowerCase(),
    ...names.map(fold),
  ]),
);
const OTHER_REGIONS: ReadonlySet<string> = new Set(
  "bayern|baden-wurttemberg|berlin|brandenburg|bremen|hamburg|hessen|niedersachsen|nordrhein-westfalen|rheinland-pfalz|saarland|sachsen|sachsen-anhalt|schleswig-holstein|thuringen|mecklenburg-vorpommern|zurich|bern|vaud|aargau|tirol|wien|steiermark|salzburg|karnten|ile-de-france|bretagne|normandie|occitanie|nouvelle-aquitaine|hauts-de-france|grand est|bourgogne-franche-comte|auvergne-rhone-alpes|provence-alpes-cote d'azur|corse|pays de la loire|andalucia|cataluna|aragon|galicia|murcia|navarra|pais vasco|comunidad de madrid|castilla y leon|extremadura|asturias|cantabria|la rioja|lombardia|lazio|campania|sicilia|veneto|toscana|piemonte|puglia|calabria|liguria|sardegna|umbria|marche|abruzzo|mazowieckie|malopolskie|slaskie|wielkopolskie|noord-holland|zuid-holland|utrecht|gelderland|noord-brabant|overijssel|friesland|limburg|sao paulo|rio de janeiro|minas gerais|bahia|parana|skane|uppsala|england|scotland|wales|northern ireland|essex|kent|surrey|devon|cornwall|yorkshire|new south wales|queensland|tasmania|maharashtra|karnataka|gujarat|punjab|kerala|bihar|tokyo|osaka|hokkaido|kyoto|buenos aires|jalisco".split(
    '|',
  ),
);

/** Whether a cell is a state, province or region that is known by name or code. */
export function isRegion(cell: string): boolean {
  const folded = fold(cell);
  return (
    (regions.has(folded) && (folded.length > 2 || cell === cell.toUpperCase())) ||
    OTHER_REGIONS.has(folded)
  );
}

const GENDERS: ReadonlySet<string> = new Set(
  'm f w d x u h k v e male female other unknown nonbinary non-binary man woman divers mannlich weiblich homme femme masculin feminin hombre mujer masculino femenino maschio femmina uomo donna masculino feminino homem mulher vrouw mannelijk vrouwelijk mezczyzna kobieta kvinna mies nainen erkek kadin mand kvinde'.split(
    ' ',
  ),
);

/** Whether a cell is a word or letter for a gender. */
export const isGender = (cell: string): boolean => GENDERS.has(fold(cell));
