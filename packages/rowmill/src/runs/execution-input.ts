import type { ResolvedRequest } from '@rowmill/core/engine';
import { hasSources } from '../request/has-sources.ts';
import type { RunReference } from './run-files.ts';

/** What an execution of a workflow document begins with, on every engine. */
export interface ExecutionInput {
  readonly run: RunReference;
  /** There are sources, which are described before anything is planned. A document takes an absent one for false. */
  readonly hasSources: boolean;
}

export function executionInput(run: RunReference, resolved: ResolvedRequest): ExecutionInput {
  return { run, hasSources: hasSources(resolved) };
}
