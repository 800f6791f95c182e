import type { ResolvedRequest } from '@rowmill/core/engine';

/** Whether any table of a request is read from a source and masked. */
export function hasSources({ request }: ResolvedRequest): boolean {
  return Object.values(request.tables).some(({ kind }) => kind === 'source');
}
