import { RequestError } from '../errors.ts';

/** A country as a locale speaks of it. */
export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  /** In the locale's own language and script. */
  readonly name: string;
  readonly english: string;
  /** E.164 country code without the plus sign. */
  readonly dialCode: string;
}

/** South, west, north, east in degrees (WGS 84). */
export type Box = readonly [south: number, west: number, north: number, east: number];

/**
 * English name, dialling code and a box of the mainland, drawn inside or close to the borders so that most
 * points fall on land of that country. Sources: ISO 3166-1, ITU-T E.164 list; boxes read off a map.
 */
const COUNTRIES: Readonly<Record<string, readonly [english: string, dialCode: string, box: Box]>> =
  {
    AM: ['Armenia', '374', [39.4, 44, 41, 46]],
    AT: ['Austria', '43', [46.6, 10.5, 48.6, 16.6]],
    AU: ['Australia', '61', [-37.5, 116, -21, 150]],
    AZ: ['Azerbaijan', '994', [39, 46, 41.2, 49]],
    BD: ['Bangladesh', '880', [22.5, 88.8, 25.5, 91.5]],
    BE: ['Belgium', '32', [50, 3, 51.2, 5.8]],
    BR: ['Brazil', '55', [-24, -58, -4, -41]],
    CA: ['Canada', '1', [50, -122, 58, -68]],
    CH: ['Switzerland', '41', [46.2, 6.5, 47.5, 9.5]],
    CN: ['China', '86', [24, 99, 40, 118]],
    CZ: ['Czechia', '420', [49, 13, 50.5, 17.8]],
    DE: ['Germany', '49', [48, 7.5, 53.5, 13]],
    DK: ['Denmark', '45', [55, 8.5, 57, 12]],
    EG: ['Egypt', '20', [23, 27, 31, 33]],
    ES: ['Spain', '34', [37.5, -6, 42.5, -0.5]],
    FI: ['Finland', '358', [60.5, 22.5, 68, 28.5]],
    FR: ['France', '33', [43.5, 0, 49, 6]],
    GB: ['United Kingdom', '44', [51, -3.5, 54.8, 0.3]],
    GE: ['Georgia', '995', [41.5, 42, 42.6, 45.5]],
    GH: ['Ghana', '233', [5.5, -2.5, 10.8, 0]],
    GR: ['Greece', '30', [37, 21.5, 41, 24]],
    HK: ['Hong Kong', '852', [22.24, 113.95, 22.5, 114.25]],
    HR: ['Croatia', '385', [45, 15, 46, 17]],
    HU: ['Hungary', '36', [46, 17, 48, 21]],
    ID: ['Indonesia', '62', [-7.8, 106.5, -6.8, 112.5]],
    IE: ['Ireland', '353', [52, -9.5, 54, -6.5]],
    IL: ['Israel', '972', [30.5, 34.7, 32.9, 35.2]],
    IN: ['India', '91', [12, 75, 27, 82]],
    IQ: ['Iraq', '964', [35.2, 43.5, 37, 46]],
    IR: ['Iran', '98', [29, 48.5, 37, 60]],
    IT: ['Italy', '39', [41, 9, 46, 15]],
    JP: ['Japan', '81', [34.5, 135.5, 37.5, 140.5]],
    KR: ['South Korea', '82', [35, 126.7, 38, 129]],
    LU: ['Luxembourg', '352', [49.5, 5.9, 50.1, 6.3]],
    LV: ['Latvia', '371', [56.4, 22, 57.6, 27]],
    MD: ['Moldova', '373', [46.5, 28, 48, 29.3]],
    MK: ['North Macedonia', '389', [41.1, 20.8, 42.1, 22.8]],
    MN: ['Mongolia', '976', [44, 96, 49, 113]],
    MV: ['Maldives', '960', [0, 72.8, 7, 73.6]],
    MX: ['Mexico', '52', [19, -104, 27, -99]],
    NG: ['Nigeria', '234', [6.5, 4, 12.5, 11.5]],
    NL: ['Netherlands', '31', [51.7, 4.6, 53, 6.7]],
    NO: ['Norway', '47', [59, 7, 62.5, 11.5]],
    NP: ['Nepal', '977', [27.5, 82.5, 28.8, 86.5]],
    PK: ['Pakistan', '92', [26, 65.5, 33, 71]],
    PL: ['Poland', '48', [50.2, 15.5, 54, 22.8]],
    PT: ['Portugal', '351', [37.3, -8.6, 41.8, -7.2]],
    RO: ['Romania', '40', [44.2, 22.5, 47.5, 27.5]],
    RS: ['Serbia', '381', [42.8, 19.7, 45.8, 22]],
    RU: ['Russia', '7', [52, 32, 60, 110]],
    SE: ['Sweden', '46', [56.5, 13, 66, 17]],
    SI: ['Slovenia', '386', [45.7, 14, 46.4, 15.6]],
    SK: ['Slovakia', '421', [48.2, 17.5, 49.2, 22]],
    SN: ['Senegal', '221', [12.8, -16, 16, -12.5]],
    TH: ['Thailand', '66', [13.5, 99.3, 19, 103.5]],
    TR: ['Türkiye', '90', [37, 28, 41, 42]],
    TW: ['Taiwan', '886', [22.6, 120.3, 25, 121.4]],
    UA: ['Ukraine', '380', [47.5, 25, 51, 37]],
    US: ['United States', '1', [33, -118, 45, -80]],
    UZ: ['Uzbekistan', '998', [38.5, 62, 42.5, 67.5]],
    VN: ['Vietnam', '84', [10.5, 106, 22, 107.5]],
    ZA: ['South Africa', '27', [-33, 19, -24, 30]],
  };

/** Where a locale's country is smaller than the state it lies in: Wales, Iraq's and Türkiye's Kurdish regions. */
const LOCALE_BOXES: Readonly<Record<string, Box>> = {
  cy: [51.5, -4.8, 53.2, -3],
  ku_kmr_latin: [37.2, 38, 39.5, 44],
};

/**
 * Country code and own name per locale; a language without a country of its own has the country where most
 * of its speakers live, or, for the two inventions (Esperanto, Bork), the United States, whose places they inherit.
 */
const LOCALE_NAMES: Readonly<Record<string, readonly [code: string, name: string]>> = {
  af_ZA: ['ZA', 'Suid-Afrika'],
  ar: ['EG', 'مصر'],
  az: ['AZ', 'Azərbaycan'],
  bn_BD: ['BD', 'বাংলাদেশ'],
  cs_CZ: ['CZ', 'Česko'],
  cy: ['GB', 'Y Deyrnas Unedig'],
  da: ['DK', 'Danmark'],
  de: ['DE', 'Deutschland'],
  de_AT: ['AT', 'Österreich'],
  de_CH: ['CH', 'Schweiz'],
  dv: ['MV', 'ދިވެހިރާއްޖެ'],
  el: ['GR', 'Ελλάδα'],
  en: ['US', 'United States'],
  en_AU: ['AU', 'Australia'],
  en_AU_ocker: ['AU', 'Australia'],
  en_BORK: ['US', 'United States'],
  en_CA: ['CA', 'Canada'],
  en_GB: ['GB', 'United Kingdom'],
  en_GH: ['GH', 'Ghana'],
  en_HK: ['HK', 'Hong Kong'],
  en_IE: ['IE', 'Ireland'],
  en_IN: ['IN', 'India'],
  en_NG: ['NG', 'Nigeria'],
  en_NP: ['NP', 'Nepal'],
  en_US: ['US', 'United States'],
  en_ZA: ['ZA', 'South Africa'],
  eo: ['US', 'Usono'],
  es: ['ES', 'España'],
  es_MX: ['MX', 'México'],
  fa: ['IR', 'ایران'],
  fi: ['FI', 'Suomi'],
  fr: ['FR', 'France'],
  fr_BE: ['BE', 'Belgique'],
  fr_CA: ['CA', 'Canada'],
  fr_CH: ['CH', 'Suisse'],
  fr_LU: ['LU', 'Luxembourg'],
  fr_SN: ['SN', 'Sénégal'],
  he: ['IL', 'ישראל'],
  hr: ['HR', 'Hrvatska'],
  hu: ['HU', 'Magyarország'],
  hy: ['AM', 'Հայաստան'],
  id_ID: ['ID', 'Indonesia'],
  it: ['IT', 'Italia'],
  ja: ['JP', '日本'],
  ka_GE: ['GE', 'საქართველო'],
  ko: ['KR', '대한민국'],
  ku_ckb: ['IQ', 'عێراق'],
  ku_kmr_latin: ['TR', 'Tirkiye'],
  lv: ['LV', 'Latvija'],
  mk: ['MK', 'Северна Македонија'],
  mn_MN_cyrl: ['MN', 'Монгол Улс'],
  nb_NO: ['NO', 'Norge'],
  ne: ['NP', 'नेपाल'],
  nl: ['NL', 'Nederland'],
  nl_BE: ['BE', 'België'],
  pl: ['PL', 'Polska'],
  pt_BR: ['BR', 'Brasil'],
  pt_PT: ['PT', 'Portugal'],
  ro: ['RO', 'România'],
  ro_MD: ['MD', 'Moldova'],
  ru: ['RU', 'Россия'],
  sk: ['SK', 'Slovensko'],
  sl_SI: ['SI', 'Slovenija'],
  sr_RS_latin: ['RS', 'Srbija'],
  sv: ['SE', 'Sverige'],
  ta_IN: ['IN', 'இந்தியா'],
  th: ['TH', 'ประเทศไทย'],
  tr: ['TR', 'Türkiye'],
  uk: ['UA', 'Україна'],
  ur: ['PK', 'پاکستان'],
  uz_UZ_latin: ['UZ', 'O‘zbekiston'],
  vi: ['VN', 'Việt Nam'],
  yo_NG: ['NG', 'Nàìjíríà'],
  zh_CN: ['CN', '中国'],
  zh_TW: ['TW', '臺灣'],
  zu_ZA: ['ZA', 'iNingizimu Afrika'],
};

/** The country of every locale, by locale code. */
export const LOCALE_COUNTRY: Readonly<Record<string, Country>> = Object.freeze(
  Object.fromEntries(
    Object.entries(LOCALE_NAMES).map(([locale, [code, name]]) => {
      const [english = '', dialCode = ''] = COUNTRIES[code] ?? [];
      return [locale, Object.freeze({ code, name, english, dialCode })];
    }),
  ),
);

/** @throws {@link RequestError} when the locale is unknown. */
export function countryOf(locale: string): Country {
  const country = Object.hasOwn(LOCALE_COUNTRY, locale) ? LOCALE_COUNTRY[locale] : undefined;
  if (country) return country;
  throw new RequestError([
    { path: ['locale'], code: 'unknown-locale', message: `there is no locale "${locale}"` },
  ]);
}

/** Box that a locale's coordinates lie in. @throws {@link RequestError} when the locale is unknown. */
export function boxOf(locale: string): Box {
  const [, , box] = COUNTRIES[countryOf(locale).code] ?? ['', '', [0, 0, 0, 0] as const];
  return LOCALE_BOXES[locale] ?? box;
}
