import type { Target } from '../targets/target.ts';

interface TestFacts {
  readonly runId: string;
  readonly datasetId: string;
  readonly seed: number;
  /** Folder of invalid rows and labels; absent where there are none. */
  readonly edgeCases?: string;
}

/** What the test command finds in its environment. The first target of a kind gives the standard names. */
export function testVariables(
  environments: readonly {
    readonly name: string;
    readonly targets: readonly { readonly target: Pick<Target, 'variables'> }[];
  }[],
  facts: TestFacts,
): Record<string, string> {
  const variables: Record<string, string> = {
    ROWMILL_RUN_ID: facts.runId,
    ROWMILL_DATASET_ID: facts.datasetId,
    ROWMILL_SEED: String(facts.seed),
    ...(facts.edgeCases === undefined ? {} : { ROWMILL_EDGE_CASES: facts.edgeCases }),
    ROWMILL_ENVIRONMENT: environments.map(({ name }) => name).join(','),
  };
  for (const { name, targets } of environments) {
    for (const [index, { target }] of targets.entries()) {
      const own = target.variables();
      const address = own.DATABASE_URL ?? own.ROWMILL_DIRECTORY ?? own.ROWMILL_S3_URL;
      if (address !== undefined) variables[`ROWMILL_${variableName(name)}_${index}`] = address;
      for (const [key, value] of Object.entries(own)) variables[key] ??= value;
    }
  }
  return variables;
}

const variableName = (name: string): string => name.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
