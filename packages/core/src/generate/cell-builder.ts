import type { Faker } from '@faker-js/faker';
import { thresholdsOf } from '../kernels/integers.ts';
import type { Locale } from '../locales/locale.ts';
import type { ProgramBuilder } from '../program/builder.ts';
import type { Register } from '../program/register.ts';
import { deriveKey } from '../random/key.ts';
import type { CellBuilder, CompiledColumn, GeneratorDefinition } from './define.ts';
import type { ChoiceSource } from './unique-choices.ts';

export interface CellContext {
  readonly program: ProgramBuilder;
  readonly rows: Register<'rows'>;
  readonly rowCount: number;
  readonly baseRows: number;
  readonly seed: number;
  /** Names of the random stream from the outside in: table, column, part of the column. */
  readonly path: readonly string[];
  readonly table: string;
  readonly unique: boolean;
  readonly locale: Locale;
  readonly faker: Faker;
  readonly referenceTime: number;
  readonly columnNames: readonly string[];
  readonly ordinal: Register<'number'> | undefined;
  readonly generatorNames: readonly string[];
  /** Names from the outside in of the part that has entities of its own; empty for the row itself. */
  readonly entityPath: readonly string[];
  /** Present while a column with `unique: true` and uniqueness by choices is compiled. */
  readonly choices?: ChoiceSource | undefined;
  column(name: string): CompiledColumn;
  /** @throws {@link RequestError} when there is no such generator. */
  findGenerator(name: string): GeneratorDefinition;
  /** Options with their defaults. @throws {@link RequestError} when they do not fit the generator. */
  parseOptions(
    definition: GeneratorDefinition,
    options: Readonly<Record<string, unknown>>,
  ): Record<string, unknown>;
}

export function createCellBuilder(context: CellContext): CellBuilder {
  const { path, choices } = context;
  const at = (changes: Partial<CellContext>): CellBuilder =>
    createCellBuilder({ ...context, ...changes });
  return {
    program: context.program,
    rows: context.rows,
    rowCount: context.rowCount,
    baseRows: context.baseRows,
    unique: context.unique,
    locale: context.locale,
    faker: context.faker,
    referenceTime: context.referenceTime,
    columnNames: context.columnNames,
    generatorNames: context.generatorNames,
    ordinal: context.ordinal,
    ...createDraws(context),
    entity: (kind, name) => at({ path: [context.table, `${kind}:${name}`, ...context.entityPath] }),
    part: (label) => at({ path: [...path, label], entityPath: [...path, label] }),
    field: (label) => at({ path: [...path, label] }),
    free: () => at({ unique: false, choices: undefined }),
    nameRow: () => choices?.nameRow(),
    explain: (reason) => choices?.explain(reason),
    generate(label, name, options) {
      const definition = context.findGenerator(name);
      const inner = at({ path: [...path, label] });
      if (context.unique && definition.unique === 'never')
        inner.explain(`${name} cannot keep its values apart`);
      const cells = definition.unique === 'never' ? inner.free() : inner;
      const column = definition.compile(cells, context.parseOptions(definition, options));
      if (cells.unique && (column.distinct === true || definition.unique === 'row'))
        choices?.nameRow();
      return column;
    },
    column: context.column,
  };
}

type Draws = Pick<
  CellBuilder,
  'key' | 'choose' | 'chooseNumber' | 'chooseWeighted' | 'unit' | 'sample'
>;

/** Draws of the random streams below the context's path; those of a unique column come from its choices. */
function createDraws({ program, rows, seed, path, choices }: CellContext): Draws {
  const key = (label: string) => deriveKey(seed, [...path, label]);
  const uniform = (label: string, size: number, whole: boolean): Register<'number'> => {
    const draw = { rows, key: key(label), min: 0, size, whole };
    return program.add('number', (out) => ({ kernel: 'uniform', out, ...draw }));
  };
  const chooseNumber = (label: string, count: number): Register<'number'> =>
    choices?.choose([...path, label].join('\u001f'), count) ?? uniform(label, count, true);
  return {
    key,
    chooseNumber,
    choose(label, count) {
      if (choices === undefined)
        return program.add('int', (out) => ({ kernel: 'pick', out, rows, key: key(label), count }));
      const value = chooseNumber(label, count);
      return program.add('int', (out) => ({ kernel: 'int-from-number', out, value }));
    },
    chooseWeighted(label, weights) {
      const draw = { rows, key: key(label), thresholds: thresholdsOf(weights) };
      return program.add('int', (out) => ({ kernel: 'weighted-pick', out, ...draw }));
    },
    unit: (label) => uniform(label, 1, false),
    sample(label, distribution, quantiles = { from: 0, to: 1 }) {
      const draw = { rows, key: key(label), distribution, quantiles };
      return program.add('number', (out) => ({ kernel: 'distribution', out, ...draw }));
    },
  };
}
