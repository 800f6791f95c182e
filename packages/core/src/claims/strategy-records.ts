import { z } from 'zod';
import { STRATEGIES } from '../mask/catalog.generated.ts';
import type { StrategyDefinition, StrategyProperties } from '../mask/define.ts';
import { CLAIMS_OF_FAMILY, type ClaimUse } from './claims-of-family.ts';

/** An option of a strategy, for people and programs. */
export interface OptionRecord {
  readonly name: string;
  readonly required: boolean;
  readonly description: string;
  /** JSON Schema of its values. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly default?: unknown;
}

/** All that is known of a masking strategy, as plain data. */
export interface StrategyRecord {
  readonly name: string;
  readonly summary: string;
  /** With default options; others may change them. */
  readonly properties: StrategyProperties;
  readonly makesNulls: boolean;
  readonly dropsColumn: boolean;
  readonly options: readonly OptionRecord[];
  /** What its family does for a claim, by claim. */
  readonly claims: Readonly<Record<string, ClaimUse>>;
}

/** The records of all strategies, in the order of their names. */
export const strategyRecords = (): readonly StrategyRecord[] =>
  Object.values(STRATEGIES).map(recordOf);

function recordOf(strategy: StrategyDefinition): StrategyRecord {
  const { name, summary, properties, makesNulls, dropsColumn } = strategy;
  const claims = CLAIMS_OF_FAMILY[properties.family];
  return {
    name,
    summary,
    properties,
    makesNulls,
    dropsColumn,
    options: optionsOf(strategy),
    claims,
  };
}

function optionsOf({ options }: StrategyDefinition): readonly OptionRecord[] {
  const { properties = {}, required = [] } = z.toJSONSchema(options, {
    io: 'input',
    unrepresentable: 'any',
  });
  return Object.entries(properties).map(([name, found]) => {
    const {
      description = '',
      default: byDefault,
      ...schema
    } = typeof found === 'object' ? found : {};
    return {
      name,
      required: required.includes(name),
      description,
      schema,
      ...(byDefault === undefined ? {} : { default: byDefault }),
    };
  });
}
