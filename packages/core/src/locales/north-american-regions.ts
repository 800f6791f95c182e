import type { Box } from './country.ts';

/** A state, province or territory with what is needed to place cities in it. */
export interface NorthAmericanRegion {
  /** USPS or Canada Post abbreviation. */
  readonly code: string;
  /** English name, then the French one where it differs. */
  readonly names: readonly string[];
  /**
   * First and last three-digit ZIP prefix of each range (USPS L002), or the first letters of the post
   * codes (Canada Post).
   */
  readonly postcodes: readonly (readonly [first: number, last: number])[] | string;
  readonly box: Box;
}

type Row = readonly [NorthAmericanRegion['code'], string, NorthAmericanRegion['postcodes'], Box];

/** Boxes lie inside the borders as far as the state's shape lets them. */
const STATES: readonly Row[] = [
  [
    'AL',
    'Alabama',
    [
      [350, 352],
      [354, 369],
    ],
    [31.1, -87.9, 34.9, -85.5],
  ],
  ['AK', 'Alaska', [[995, 999]], [61, -158, 67, -143]],
  [
    'AZ',
    'Arizona',
    [
      [850, 850],
      [852, 853],
      [855, 857],
      [859, 860],
      [863, 865],
    ],
    [32, -113.8, 36.9, -109.2],
  ],
  ['AR', 'Arkansas', [[716, 729]], [33.1, -94, 36.4, -91]],
  [
    'CA',
    'California',
    [
      [900, 908],
      [910, 928],
      [930, 961],
    ],
    [34.2, -120.5, 39, -118.3],
  ],
  ['CO', 'Colorado', [[800, 816]], [37.1, -108.9, 40.9, -102.2]],
  ['CT', 'Connecticut', [[60, 69]], [41.3, -73.4, 42, -71.9]],
  ['DE', 'Delaware', [[197, 199]], [38.5, -75.7, 39.7, -75.2]],
  [
    'DC',
    'District of Columbia',
    [
      [200, 200],
      [202, 205],
    ],
    [38.86, -77.06, 38.96, -76.96],
  ],
  [
    'FL',
    'Florida',
    [
      [320, 339],
      [341, 342],
      [344, 344],
      [346, 347],
      [349, 349],
    ],
    [26.2, -82, 30, -80.5],
  ],
  [
    'GA',
    'Georgia',
    [
      [300, 319],
      [398, 399],
    ],
    [31, -85, 34.9, -82],
  ],
  ['HI', 'Hawaii', [[967, 968]], [19.2, -155.9, 20.1, -155.1]],
  ['ID', 'Idaho', [[832, 838]], [42.1, -116.9, 44.3, -111.5]],
  [
    'IL',
    'Illinois',
    [
      [600, 620],
      [622, 629],
    ],
    [37.5, -90, 42.4, -88],
  ],
  ['IN', 'Indiana', [[460, 479]], [38.3, -87.4, 41.6, -84.9]],
  [
    'IA',
    'Iowa',
    [
      [500, 516],
      [520, 528],
    ],
    [40.7, -95.7, 43.4, -91.3],
  ],
  [
    'KS',
    'Kansas',
    [
      [660, 662],
      [664, 679],
    ],
    [37.1, -101.9, 39.9, -95],
  ],
  ['KY', 'Kentucky', [[400, 427]], [36.7, -88, 38.2, -83]],
  [
    'LA',
    'Louisiana',
    [
      [700, 701],
      [703, 708],
      [710, 714],
    ],
    [30, -93.5, 32.9, -91.6],
  ],
  ['ME', 'Maine', [[39, 49]], [44, -70.8, 46.5, -68.3]],
  [
    'MD',
    'Maryland',
    [
      [206, 212],
      [214, 219],
    ],
    [39, -77.4, 39.7, -75.9],
  ],
  ['MA', 'Massachusetts', [[10, 27]], [42.1, -73.3, 42.7, -71]],
  ['MI', 'Michigan', [[480, 499]], [42, -86, 45, -83.5]],
  [
    'MN',
    'Minnesota',
    [
      [550, 551],
      [553, 567],
    ],
    [43.6, -96.3, 48.5, -92.5],
  ],
  ['MS', 'Mississippi', [[386, 397]], [31, -91, 34.9, -88.5]],
  [
    'MO',
    'Missouri',
    [
      [630, 631],
      [633, 641],
      [644, 658],
    ],
    [36.6, -94.5, 40.5, -91.5],
  ],
  ['MT', 'Montana', [[590, 599]], [45.1, -113, 48.9, -104.2]],
  [
    'NE',
    'Nebraska',
    [
      [680, 681],
      [683, 693],
    ],
    [40.1, -102, 42.9, -96.5],
  ],
  [
    'NV',
    'Nevada',
    [
      [889, 891],
      [893, 895],
      [897, 898],
    ],
    [38.5, -119.5, 41.9, -114.2],
  ],
  ['NH', 'New Hampshire', [[30, 38]], [42.8, -72.2, 44.8, -71.1]],
  ['NJ', 'New Jersey', [[70, 89]], [39.5, -75, 41, -74.3]],
  [
    'NM',
    'New Mexico',
    [
      [870, 871],
      [873, 875],
      [877, 884],
    ],
    [32.1, -108.9, 36.9, -103.2],
  ],
  ['NY', 'New York', [[100, 149]], [42.1, -78.8, 43.2, -73.6]],
  ['NC', 'North Carolina', [[270, 289]], [35.1, -82, 36.5, -77]],
  ['ND', 'North Dakota', [[580, 588]], [46, -103.9, 48.9, -97.3]],
  ['OH', 'Ohio', [[430, 458]], [39, -84.7, 41.4, -81]],
  [
    'OK',
    'Oklahoma',
    [
      [730, 731],
      [734, 741],
      [743, 749],
    ],
    [34.2, -99, 36.9, -94.6],
  ],
  ['OR', 'Oregon', [[970, 979]], [42.1, -123.8, 45.5, -117.3]],
  ['PA', 'Pennsylvania', [[150, 196]], [39.8, -80.4, 41.9, -75.2]],
  ['RI', 'Rhode Island', [[28, 29]], [41.5, -71.8, 42, -71.4]],
  ['SC', 'South Carolina', [[290, 299]], [33.2, -82, 35, -79.2]],
  ['SD', 'South Dakota', [[570, 577]], [43.1, -103.9, 45.9, -96.6]],
  ['TN', 'Tennessee', [[370, 385]], [35.1, -89.8, 36.5, -82.5]],
  [
    'TX',
    'Texas',
    [
      [750, 770],
      [772, 799],
    ],
    [29.5, -100.5, 33.7, -94.3],
  ],
  ['UT', 'Utah', [[840, 847]], [37.1, -113.9, 40.9, -109.2]],
  [
    'VT',
    'Vermont',
    [
      [50, 54],
      [56, 59],
    ],
    [42.8, -73.2, 44.9, -72.3],
  ],
  [
    'VA',
    'Virginia',
    [
      [201, 201],
      [220, 246],
    ],
    [36.6, -80.5, 38.9, -76.5],
  ],
  [
    'WA',
    'Washington',
    [
      [980, 986],
      [988, 994],
    ],
    [45.9, -123.5, 48.9, -117.2],
  ],
  ['WV', 'West Virginia', [[247, 268]], [37.5, -82, 39.2, -79.5]],
  [
    'WI',
    'Wisconsin',
    [
      [530, 532],
      [534, 535],
      [537, 549],
    ],
    [42.6, -90.8, 45.3, -87.9],
  ],
  ['WY', 'Wyoming', [[820, 831]], [41.1, -110.9, 44.9, -104.2]],
];

const PROVINCES: readonly Row[] = [
  ['AB', 'Alberta', 'T', [49.1, -114, 59.9, -110.1]],
  ['BC', 'British Columbia|Colombie-Britannique', 'V', [49.1, -125, 59.9, -120.1]],
  ['MB', 'Manitoba', 'R', [49.1, -101, 59, -95.5]],
  ['NB', 'New Brunswick|Nouveau-Brunswick', 'E', [45.3, -67.5, 47.9, -64.8]],
  ['NL', 'Newfoundland and Labrador|Terre-Neuve-et-Labrador', 'A', [47.6, -58.5, 49.5, -53.5]],
  ['NS', 'Nova Scotia|Nouvelle-Écosse', 'B', [44.2, -65.8, 45.8, -62]],
  ['NT', 'Northwest Territories|Territoires du Nord-Ouest', 'X', [60.1, -123, 68, -110]],
  ['NU', 'Nunavut', 'X', [60.5, -101, 67, -95]],
  ['ON', 'Ontario', 'KLMNP', [43, -81.5, 52, -79.6]],
  ['PE', 'Prince Edward Island|Île-du-Prince-Édouard', 'C', [46.2, -64, 46.5, -62.5]],
  ['QC', 'Quebec|Québec', 'GHJ', [46, -76, 52, -70]],
  ['SK', 'Saskatchewan', 'S', [49.1, -109.9, 59.9, -102.5]],
  ['YT', 'Yukon', 'Y', [60.1, -138, 67, -131]],
];

function regions(rows: readonly Row[]): readonly NorthAmericanRegion[] {
  return rows.map(([code, names, postcodes, box]) => ({
    code,
    names: names.split('|'),
    postcodes,
    box,
  }));
}

/** The fifty states and the District of Columbia. */
export const US_STATES = regions(STATES);

/** The ten provinces and three territories of Canada. */
export const CANADIAN_PROVINCES = regions(PROVINCES);
