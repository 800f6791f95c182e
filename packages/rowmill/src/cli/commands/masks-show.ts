import { didYouMean, type StrategyRecord, strategyRecords } from '@rowmill/core/engine';
import { UsageError } from '../../usage-error.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import type { Session } from '../session.ts';
import { textTable } from '../text-table.ts';

/** Shows one masking strategy: properties, options, claims. @throws UsageError for one that does not exist */
export async function showMask(name: string, { output }: Session): Promise<number> {
  const all = strategyRecords();
  const strategy = all.find((record) => record.name === name);
  if (strategy === undefined) {
    const names = all.map((record) => record.name);
    const hint = didYouMean(name, names) ?? `there are: ${names.join(', ')}`;
    throw new UsageError(`there is no masking strategy "${name}" - ${hint}`);
  }
  output.print(maskText(strategy, output.colors));
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, strategy });
  return ExitCode.ok;
}

function maskText(record: StrategyRecord, { bold, dim }: Output['colors']): string {
  const { name, summary, properties, options, claims } = record;
  const facts = Object.entries({
    ...properties,
    makesNulls: record.makesNulls,
    dropsColumn: record.dropsColumn,
  });
  const sections = [
    `${bold(name)}  ${summary}`,
    `${bold('properties')}  ${dim('with default options')}\n${textTable(
      facts.map(([fact, value]) => [fact, valueText(value)]),
      { indent: 2 },
    )}`,
    options.length === 0
      ? `${bold('options')}  ${dim('none')}`
      : `${bold('options')}\n${textTable(options.map(optionRow), { indent: 2 })}`,
    `${bold('claims')}  ${dim('on columns that identify somebody')}\n${textTable(
      Object.entries(claims).map(([claim, use]) => [claim, use]),
      { indent: 2 },
    )}`,
  ];
  return sections.join('\n\n');
}

function optionRow({
  name,
  required,
  description,
  schema,
  ...rest
}: StrategyRecord['options'][number]) {
  const { type, enum: values } = schema;
  const kind = Array.isArray(values) ? values.join(' | ') : String(type ?? 'see --json');
  const byDefault = rest.default === undefined ? '' : `default ${JSON.stringify(rest.default)}`;
  return [name, kind, required ? 'required' : byDefault, description];
}

function valueText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') || 'nothing' : String(value);
}
