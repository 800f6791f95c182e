import type { CheckedTable, OpenDatabase } from './checked-tables.ts';
import type { KeyChecks } from './key-checks.ts';
import type { FailuresPlace } from './list-failing.ts';

/** What checks of a dataset have in common. */
export interface CheckContext extends FailuresPlace {
  /** Opened when the first check has to look at rows: most are proven by what is known of the parts. */
  readonly database: OpenDatabase;
  readonly stored: ReadonlyMap<string, CheckedTable>;
  readonly tokenKey: string;
  readonly keys: KeyChecks | undefined;
  /** The day on which waivers have to hold. */
  readonly today: string;
  /** Where paths of expectations start. */
  readonly directory: string;
}
