/** A list of three-digit ZIP areas in which so few people live that the area may not be told. */
export interface Zip3List {
  readonly name: string;
  readonly codes: readonly string[];
}

/**
 * Areas of 20,000 people or fewer by the census of 2000.
 *
 * Source: HHS, Guidance Regarding Methods for De-identification of Protected Health Information (2012), which prints it.
 */
const CENSUS_2000 = '036 059 063 102 203 556 692 790 821 823 830 831 878 879 884 890 893'.split(
  ' ',
);

/** The same by the census of 2010: ZIP code tabulation areas, added up by their first three digits. */
const CENSUS_2010 = '036 059 102 203 205 369 556 692 821 823 878 879 884 893'.split(' ');

/** Of either census: 19 areas. An area that grew above the limit stays hidden, which costs little. */
export const SMALL_ZIP3: Zip3List = {
  name: 'census 2000 and 2010',
  codes: [...new Set([...CENSUS_2000, ...CENSUS_2010])].sort(),
};

/**
 * Prefixes in which nobody lives by the census: not in use, of the armed forces, of the government, or of a single large
 * receiver of mail. A prefix too many is hidden in vain; one too few names no area in which people live.
 *
 * After the labeling list L002 of the USPS Domestic Mail Manual, put together from memory: to be held against its
 * current edition.
 */
export const EMPTY_ZIP3: ReadonlySet<string> = new Set(
  [
    '000 001 002 003 004 005 090 091 092 093 094 095 096 097 098 099',
    '192 202 204 213 269 311 332 340 343 345 348 353 375 399',
    '419 428 429 459 509 517 518 519 529 533 536 552 555 568 569 578 579 589',
    '621 632 642 643 649 659 663 682 694 695 696 697 698 699',
    '702 709 715 732 733 742 753 771 772 817 818 819 839 842 848 849 854 858 861 862 866 867 868 869',
    '876 885 886 887 888 892 896 899 901 909 929 938 942 962 963 964 965 966 987',
  ].flatMap((line) => line.split(' ')),
);
