import { RequestError, type RequestIssue } from '../errors.ts';

/** Gathers the issues of many independent steps, so that a person sees all of them at once. */
export interface IssueCollector {
  readonly issues: RequestIssue[];
  /** Runs a step; a {@link RequestError} of it is kept, and the step gives nothing. */
  attempt<Value>(step: () => Value): Value | undefined;
  /** @throws {@link RequestError} when there are any issues. */
  throwIfAny(): void;
}

export function createIssueCollector(): IssueCollector {
  const issues: RequestIssue[] = [];
  const seen = new Set<string>();
  return {
    issues,
    attempt(step) {
      try {
        return step();
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        for (const issue of error.issues) {
          const signature = JSON.stringify([issue.path, issue.code, issue.message]);
          if (!seen.has(signature)) issues.push(issue);
          seen.add(signature);
        }
        return undefined;
      }
    },
    throwIfAny() {
      if (issues.length > 0) throw new RequestError(issues);
    },
  };
}

/** Throws one issue. */
export function refuse(
  path: RequestIssue['path'],
  code: string,
  message: string,
  hint?: string,
): never {
  throw new RequestError([{ path, code, message, ...(hint === undefined ? {} : { hint }) }]);
}
