import type { Request } from '@rowmill/core/engine';
import { checksMarkdown } from '../../reports/markdown-report.ts';
import { placeChecks } from '../../reports/place-checks.ts';
import type { RequestPlaces } from '../../request/request-places.ts';
import type { CheckResult } from '../../validation/check-result.ts';
import type { Session } from '../session.ts';
import { addOutputs, addSummary } from './github-files.ts';
import { annotateChecks } from './tell-checks.ts';

/** A request, and where its parts stand. */
export interface PlacedRequest {
  readonly request: Request;
  readonly places: RequestPlaces;
}

interface MeasuredMasks {
  readonly dataset?: string;
  /** Absent where nothing was measured. */
  readonly checks?: readonly CheckResult[];
  readonly isRefused: boolean;
}

/** Tells GitHub what masked tables came to. */
export async function tellMaskChecks(
  { dataset, checks: measured, isRefused }: MeasuredMasks,
  { request, places }: PlacedRequest,
  session: Session,
): Promise<void> {
  const checks = placeChecks(measured ?? [], request, places);
  annotateChecks(checks, session);
  const title = `rowmill mask ${request.name}`;
  if (measured !== undefined)
    await addSummary((maxBytes) => checksMarkdown(title, checks, maxBytes), session);
  await addOutputs({ 'dataset-id': dataset, outcome: isRefused ? 'failed' : 'passed' }, session);
}
