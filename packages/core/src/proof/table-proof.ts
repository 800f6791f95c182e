import type { MaskPlan, PlannedColumn } from '../mask/plan-masking.ts';
import { piiType } from '../pii/pii-types.ts';
import type { Survival } from './survival.ts';

/** What was found of one column of a masked table, in counts alone. */
export interface ColumnProof {
  readonly column: string;
  /** Absent for columns that identify nobody, or are meant to stay. */
  readonly survival?: Omit<Survival, 'column'>;
  /** Masks of a kind that has reserved ranges, and those of them that lie inside. */
  readonly reserved?: { readonly checked: number; readonly inside: number };
  /** Masks that are longer than the column takes. */
  readonly tooLong: number;
  /** Cells that were null before and are none now, or the other way round, where the strategy keeps nulls. */
  readonly changedNulls: number;
  /** Personal data that detectors have found in a sample of the masks, by kind, reserved values aside. */
  readonly detected: Readonly<Record<string, number>>;
  /** Cells of that sample. */
  readonly sampled: number;
  /** How alike the distributions before and after are, 0 to 1, where the strategy is to keep it. */
  readonly similarity?: number;
}

/** How anonymous the declared quasi-identifiers leave the rows. */
export interface AnonymityProof {
  readonly quasiIdentifiers: readonly string[];
  readonly sensitive: readonly string[];
  /** Absent where there are too many classes to count: next to every row is one of its own. */
  readonly measured?: {
    readonly k: number;
    readonly rowsBelow: number;
    readonly shareBelow: number;
    readonly classes: number;
    readonly sensitive: readonly {
      readonly column: string;
      readonly distinctL: number;
      readonly entropyL: number;
      readonly t: number;
    }[];
  };
}

/** What was measured of a table after masking, before anybody gets it. No value of the source is in it. */
export interface TableProof {
  readonly rows: number;
  /** One value in so many was looked for. */
  readonly sampledOneIn: number;
  readonly columns: readonly ColumnProof[];
  readonly anonymity?: AnonymityProof;
}

/** Quasi-identifiers and sensitive columns of a table, as the request declares them. */
export interface DeclaredAnonymity {
  readonly quasiIdentifiers: readonly string[];
  readonly sensitive: readonly string[];
  /** Rows that every class shall have at least. */
  readonly k: number;
}

/** The kind of personal data that a column is decided to hold, or that its strategy is made for. */
export function kindOf({ piiType: decided, strategy }: PlannedColumn): string | undefined {
  return decided ?? KIND_OF_STRATEGY[strategy.name];
}

const KIND_OF_STRATEGY: Readonly<Record<string, string>> = {
  'fake.email': 'email',
  'fake.phone': 'phone',
  'fake.ip': 'ip-address',
  'fake.mac': 'mac-address',
  'fake.url': 'url',
  'fake.iban': 'iban',
  'fake.card': 'card',
};

/** Strategies that say by themselves that a column identifies somebody, where nobody has said what it holds. */
const REPLACING: ReadonlySet<string> = new Set(['removed', 'random', 'keyed', 'partial']);

/** Strategies that leave what they do not find, or have no rule for. */
const OF_PARTS: ReadonlySet<string> = new Set(['text.deid', 'json.path', 'array']);

/** Whether values of the column must not be found in what is delivered. */
export function isIdentifying(column: PlannedColumn): boolean {
  const { family } = column.properties;
  if (family === 'kept' || family === 'generalised' || family === 'perturbed') return false;
  // A text or document in which there was nothing to replace stays; what is inside, detectors look for.
  if (OF_PARTS.has(column.strategy.name)) return false;
  if (column.piiType === undefined) return REPLACING.has(family);
  return piiType(column.piiType)?.role === 'direct';
}

/** Whether masks repeat values of the source by chance, as they come from lists or are the same values rearranged. */
export function drawsFromValues(
  { strategy, properties, options }: PlannedColumn,
  locale: string,
): boolean {
  if (properties.family === 'rearranged') return true;
  if (/^(?:permute|fpe|char|lookup|dict|shuffle|sample)\b/.test(strategy.name)) return true;
  if (strategy.name.startsWith('fake.') && !properties.injective) return true;
  return Number.isFinite(strategy.capacity(options, locale));
}

/**
 * Whether masks are texts made of lists, or of the masks of other columns: words in them are no words of the source but
 * by chance. Masks that are values of the source rearranged are not.
 */
export function isInvented({ strategy: { name } }: PlannedColumn): boolean {
  return INVENTING.has(name);
}

const INVENTING: ReadonlySet<string> = new Set([
  'fake.address',
  'fake.company',
  'fake.jobTitle',
  'fake.person',
]);

/** Whether the mask is to leave the distribution of values more or less as it was. */
export function keepsDistribution({ properties: { family } }: PlannedColumn): boolean {
  return family === 'perturbed' || family === 'rearranged';
}

/** Columns of a plan that are delivered, by their place in a masked row. */
export const deliveredColumns = ({ columns }: MaskPlan): readonly PlannedColumn[] =>
  columns.filter(({ strategy }) => !strategy.dropsColumn);
