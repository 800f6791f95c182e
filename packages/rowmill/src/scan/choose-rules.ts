import { RequestError } from '@rowmill/core';
import {
  type MaskRule,
  PII_TYPES,
  type PiiTypeName,
  planMasking,
  REQUEST_DEFINITIONS,
} from '@rowmill/core/engine';
import type { SourceColumn } from '../sources/source.ts';
import type { DocumentPlace } from './scan-documents.ts';
import type { ScannedColumn, ScannedTable } from './scan-tables.ts';

/** A decision as a request file has it. */
export type WrittenRule = Readonly<Record<string, unknown>> & { readonly mask: string };

const known: ReadonlySet<string> = new Set(REQUEST_DEFINITIONS.strategies.map(({ name }) => name));

/**
 * A rule for every column of a table that plans without a problem: the one of its kind of data, or the nearest that its
 * type, length and keys allow. A foreign key gets the rule of the key it points to, so that rows still join.
 *
 * @param decided the rule of a column of a table that comes before
 */
export function chooseRules(
  table: ScannedTable,
  decided: (table: string, column: string) => WrittenRule | undefined,
): ReadonlyMap<string, WrittenRule> {
  const choices = new Map(
    table.sourceColumns.map((column) => {
      const finding = table.columns.find((one) => one.column === column.name);
      return [column.name, { candidates: candidatesOf(column, finding, decided), at: 0 }] as [
        string,
        Choice,
      ];
    }),
  );
  const chosen = () =>
    new Map(
      [...choices].flatMap(([name, { candidates, at }]) => {
        const rule = candidates[at];
        return rule === undefined ? [] : [[name, rule] as const];
      }),
    );
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const refused = refusedColumns(table, chosen());
    const movable = refused
      .flatMap((name) => choices.get(name) ?? [])
      .filter(({ candidates, at }) => at + 1 < candidates.length);
    if (movable.length === 0) break;
    for (const choice of movable) choice.at++;
  }
  return chosen();
}

interface Choice {
  readonly candidates: readonly WrittenRule[];
  /** The candidate that is tried. */
  at: number;
}

/** Candidates that a column can have, and a few for problems that come one after another. */
const MOST_ROUNDS = 12;

function candidatesOf(
  { references, generated }: SourceColumn,
  finding: ScannedColumn | undefined,
  decided: (table: string, column: string) => WrittenRule | undefined,
): readonly WrittenRule[] {
  if (generated === true) return [{ mask: 'drop' }, { mask: 'keep' }];
  const parent =
    references === undefined ? {} : { references: `${references.table}.${references.column}` };
  const above = references && decided(references.table, references.column);
  if (above !== undefined) {
    const { references: _, reason: __, ...rule } = above;
    return [{ ...rule, mask: above.mask, ...parent }];
  }
  const type = finding?.verdict === 'none' ? undefined : finding?.type;
  if (finding?.verdict === 'unsure') return removals(parent);
  const inside = rulesInside(finding?.inside ?? []);
  if (type !== undefined && inside !== undefined)
    return [{ ...inside, ...parent }, ...removals(parent)];
  if (type === undefined) return [{ mask: 'keep', ...parent }];
  return candidatesOfType(type, parent);
}

/** A rule for each place of documents; what the rule does not name, because it holds no texts, is removed. */
function rulesInside(places: readonly DocumentPlace[]): WrittenRule | undefined {
  const rules = places.flatMap(({ path, finding, isText }): [string, WrittenRule | 'keep'][] => {
    const { verdict, type } = finding;
    if (verdict === 'none') return [[path, 'keep']];
    const rule: WrittenRule | undefined =
      type && verdict === 'pii' ? PII_TYPES[type].rule : undefined;
    const isUsable = isText && rule !== undefined && known.has(rule.mask) && rule.mask !== 'drop';
    return isUsable ? [[path, rule]] : [];
  });
  return places.length === 0 ? undefined : { mask: 'json.path', paths: Object.fromEntries(rules) };
}

function candidatesOfType(type: PiiTypeName, parent: object): readonly WrittenRule[] {
  const { rule } = PII_TYPES[type];
  const others: readonly WrittenRule[] = [
    ...[16, 12, 8].map((length) => ({ mask: 'hash.hmac', length })),
    { mask: 'date.truncate', unit: 'year' },
    { mask: 'permute.int' },
    { mask: 'noise.number', ratio: 0.1 },
    ...removals({}),
  ];
  const fitting = [rule, ...others].filter(({ mask }) => known.has(mask));
  const kept = { mask: 'keep', reason: 'no strategy fits this column: decide before masking' };
  return [...fitting, kept].map((one) => ({ ...one, ...parent }));
}

const removals = (parent: object): WrittenRule[] => [
  { mask: 'redact', ...parent },
  { mask: 'null', ...parent },
  { mask: 'constant', value: '0' },
];

/** Columns whose rules cannot be planned. */
function refusedColumns(
  { table, sourceColumns, constraints }: ScannedTable,
  rules: ReadonlyMap<string, WrittenRule>,
): readonly string[] {
  try {
    planMasking({
      table,
      locale: 'en',
      sourceColumns,
      rules: [...rules].map(([column, rule]) => maskRule(column, rule)),
      ...(constraints === undefined
        ? {}
        : {
            constraints: {
              key: constraints.primaryKey,
              unique: constraints.unique.map(({ columns }) => columns),
              checks: constraints.checks,
            },
          }),
    });
    return [];
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const names = new Set(sourceColumns.map(({ name }) => name));
    return [
      ...new Set(
        error.issues.flatMap(({ path }) =>
          path.filter((step): step is string => names.has(String(step))),
        ),
      ),
    ];
  }
}

function maskRule(
  column: string,
  { mask, references: _, domain, reason, ...options }: WrittenRule,
): MaskRule {
  return {
    column,
    strategy: mask,
    options,
    ...(typeof domain === 'string' ? { domain } : {}),
    ...(typeof reason === 'string' ? { reason } : {}),
  };
}
