import { RowmillError } from '@rowmill/core';

/** A deployment cannot be made as it was asked for. Nothing was begun. */
export class StackOptionsError extends RowmillError {
  override readonly name = 'StackOptionsError';
  /** One sentence each, with the option in front. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    const lines = problems.map((line) => `- ${line}`);
    super(['the deployment cannot be made:', ...lines].join('\n'), options);
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

/** A function was not told what the stack tells its functions: it was not deployed by the stack. */
export class FunctionVariablesError extends RowmillError {
  override readonly name = 'FunctionVariablesError';
  /** Names of environment variables. */
  readonly missing: readonly string[];

  constructor(missing: readonly string[]) {
    super(`the function has no ${missing.join(', ')} - deploy again: rowmill deploy`);
    this.missing = missing;
  }
}

/** A function had no time left. Never retried: the same work takes the same time. */
export class FunctionTimeoutError extends RowmillError {
  override readonly name = 'FunctionTimeoutError';
  /** Name of the function. */
  readonly function: string;

  /** @param limitMs time that the invocation had */
  constructor(name: string, limitMs: number) {
    super(
      `${name}: its work did not end within the ${Math.round(limitMs / 1000)} s that a call of the function has - give it smaller pieces of work (divide the table), or deploy it with more memory, which brings more CPU`,
    );
    this.function = name;
  }
}

/** A build of tests could not be stopped, and may go on in an environment that is removed. */
export class TestBuildError extends RowmillError {
  override readonly name = 'TestBuildError';
  /** Id of the build. */
  readonly build: string;

  constructor(build: string, options?: ErrorOptions) {
    super(
      `the tests may still run: build ${build} could not be stopped - stop it (aws codebuild stop-build --id ${build}), or let it end when its time is over`,
      options,
    );
    this.build = build;
  }
}

/** The layer with DuckDB cannot be made: npm does not give the package for Lambda. Nothing was deployed. */
export class LayerError extends RowmillError {
  override readonly name = 'LayerError';

  constructor(problem: string, options?: ErrorOptions) {
    super(
      `the layer with DuckDB: ${problem} - deploy from where npm reaches a registry that has it`,
      options,
    );
  }
}
