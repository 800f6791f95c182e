/** First digits of post codes by region code, filled up with `#` to the country's length. */
interface PrefixAreas {
  readonly length: number;
  readonly prefixes: Readonly<Record<string, string>>;
}

/**
 * Countries whose post codes tell the state. Sources: Deutsche Post (Leitregionen by the state that holds
 * most of them), Australia Post.
 */
const PREFIX_AREAS: Readonly<Record<string, PrefixAreas>> = {
  DE: {
    length: 5,
    prefixes: {
      BW: '68 69 70 71 72 73 74 75 76 77 78 79 88 89',
      BY: '80 81 82 83 84 85 86 87 90 91 92 93 94 95 96 97',
      BE: '10 12 13',
      BB: '03 14 15 16',
      HB: '28',
      HH: '20 22',
      HE: '34 35 36 60 61 63 64 65',
      MV: '17 18 19',
      NI: '21 26 27 29 30 31 37 38 49',
      NW: '32 33 40 41 42 44 45 46 47 48 50 51 52 53 57 58 59',
      RP: '54 55 56 67',
      SL: '66',
      SN: '01 02 04 08 09',
      ST: '06 39',
      SH: '23 24 25',
      TH: '07 98 99',
    },
  },
  AU: {
    length: 4,
    prefixes: {
      NSW: '20 21 22 23 24 25 27 28',
      ACT: '26',
      VIC: '30 31 32 33 34 35 36 37 38 39',
      QLD: '40 41 42 43 44 45 46 47 48',
      SA: '50 51 52 53 54 55 56 57',
      WA: '60 61 62 63 64 65 66 67',
      TAS: '70 71 72 73 74',
      NT: '08',
    },
  },
};

/** Post code areas of Royal Mail outside England. Those that straddle a border are with the larger part. */
const BRITISH_AREAS: Readonly<Record<string, ReadonlySet<string>>> = {
  NIR: new Set(['BT']),
  SCT: new Set('AB DD DG EH FK G HS IV KA KW KY ML PA PH TD ZE'.split(' ')),
  WLS: new Set('CF LD LL NP SA'.split(' ')),
};

/** Patterns for locales whose Faker data would fall back to ZIP codes. Source: UPU addressing guides. */
const BY_COUNTRY: Readonly<Record<string, string>> = {
  AM: '####',
  BD: '####',
  IN: '### ###',
  IQ: '#####',
  MN: '#####',
  NG: '######',
  TR: '#####',
};

/** Post codes of a region, where the country's tell it; `patterns` is everything the country has. */
export function areaPatterns(
  country: string,
  regionCode: string,
  patterns: readonly string[],
): readonly string[] | undefined {
  if (country === 'GB') return britishPatterns(regionCode, patterns);
  const areas = PREFIX_AREAS[country];
  const prefixes = areas?.prefixes[regionCode];
  return prefixes?.split(' ').map((prefix) => prefix.padEnd(areas?.length ?? 0, '#'));
}

/** Pattern of a country that Faker has no post codes for. */
export function countryPattern(country: string): string {
  return BY_COUNTRY[country] ?? '';
}

/** England has what no other part has. */
function britishPatterns(regionCode: string, listed: readonly string[]): readonly string[] {
  // Faker lists `AB## ##?`; what stands behind the blank is always one digit and two letters (Royal Mail).
  const patterns = listed.map((pattern) => pattern.replace(/ ##\?$/, ' #??'));
  const codes = ['NIR', 'SCT', 'WLS', 'ENG'];
  if (!codes.includes(regionCode)) return patterns;
  return patterns.filter((pattern) => {
    const area = /^[A-Z]+/.exec(pattern)?.[0] ?? '';
    const home = codes.find((code) => BRITISH_AREAS[code]?.has(area)) ?? 'ENG';
    return home === regionCode;
  });
}
