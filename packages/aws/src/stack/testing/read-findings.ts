import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** As far as it is read here. Source: the cloud assembly schema of the AWS CDK, version 55. */
interface ValidationReport {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly {
      readonly ruleName: string;
      readonly description: string;
      readonly severity?: string;
      readonly violatingConstructs: readonly { readonly constructPath?: string }[];
    }[];
  }[];
}

/** What checks found in a template, warnings included, from the report that synthesis leaves beside it. */
export function readFindings(folder: string): readonly string[] {
  const file = join(folder, 'validation-report.json');
  if (!existsSync(file)) return [];
  const { pluginReports } = JSON.parse(readFileSync(file, 'utf8')) as ValidationReport;
  return pluginReports.flatMap(({ pluginName, violations }) =>
    violations.map(({ ruleName, description, violatingConstructs }) => {
      const places = violatingConstructs.map(({ constructPath = '?' }) => constructPath);
      return `${pluginName}: ${ruleName} in ${places.join(', ')}: ${description}`;
    }),
  );
}
