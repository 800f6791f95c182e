import type { z } from 'zod';

/** What a request must know of a generator, a masking strategy or an expectation: its name and its options. */
export interface RequestDefinition {
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  readonly options: z.ZodObject;
}

/** How many columns an expectation looks at: `none` when it is about the table as a whole, `any` where they may be left out. */
export type ColumnNeed = 'one' | 'two' | 'one-or-more' | 'any' | 'none';

/** An expectation also says which columns it looks at. */
export interface ExpectationRequestDefinition extends RequestDefinition {
  readonly columns: ColumnNeed;
}

/** Everything a request may name. The catalogues of generate, mask and validate fit as they are. */
export interface RequestDefinitions {
  readonly generators: readonly RequestDefinition[];
  readonly strategies: readonly RequestDefinition[];
  readonly expectations: readonly ExpectationRequestDefinition[];
  /** Locale codes; when absent every well-formed code is taken. */
  readonly locales?: readonly string[];
}
