/** Names beside their forms for e-mail addresses; never empty. */
export interface MaskNameList {
  readonly text: readonly string[];
  /** One or more of `a-z0-9` for each of `text`. */
  readonly ascii: readonly string[];
}

/** Names that fit one sex. Some languages inflect family names, so these differ by sex too. */
export interface MaskNamesOfOneSex {
  /** The word for the sex in the language of the locale, e.g. `weiblich`. */
  readonly word: string;
  readonly first: MaskNameList;
  readonly last: MaskNameList;
  /** Forms of address; empty where the language has none. */
  readonly prefix: readonly string[];
}

/** Names of a locale, as far as masking needs them: what `personLists` gives. */
export interface MaskNames {
  readonly female: MaskNamesOfOneSex;
  readonly male: MaskNamesOfOneSex;
  readonly order: 'first last' | 'last first';
  readonly joiner: '' | ' ';
}
