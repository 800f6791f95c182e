import { RowmillError } from '@rowmill/core';

/** A deployment cannot be made as it was asked for. Nothing was begun. */
export class StackOptionsError extends RowmillError {
  override readonly name = 'StackOptionsError';
  /** One sentence each, with the option in front. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(['the deployment cannot be made:', ...problems.map((line) => `- ${line}`)].join('\n'));
    this.problems = problems;
  }
}

/** Files that the stack deploys are not there: the package was not built, or not as a whole. */
export class MissingBundlesError extends RowmillError {
  override readonly name = 'MissingBundlesError';
  /** Folders, by their paths. */
  readonly missing: readonly string[];

  constructor(missing: readonly string[]) {
    super(
      `what would be deployed is not there: ${missing.join(', ')} - in a checkout of rowmill, run "npm run build"; else install @rowmill/aws again`,
    );
    this.missing = missing;
  }
}

/** What the stack is made of breaks rules of CloudFormation, or those of a pack of checks. */
export class StackFindingsError extends RowmillError {
  override readonly name = 'StackFindingsError';
  /** One sentence each. */
  readonly findings: readonly string[];

  constructor(findings: readonly string[]) {
    super(['the template has findings:', ...findings.map((line) => `- ${line}`)].join('\n'));
    this.findings = findings;
  }
}
