import { RequestError } from './errors.ts';
import { programRows } from './format/program-rows.ts';
import type { Row } from './format/read-rows.ts';
import { GENERATORS } from './generate/catalog.generated.ts';
import { planTables } from './plan/plan.ts';
import type { RequestInput } from './request/input.ts';
import { parseRequest } from './request/parse-request.ts';
import { REQUEST_DEFINITIONS } from './request-definitions.ts';

/** Some rows of one table of a request, as `rows` gives them. */
export async function computeRows(
  request: RequestInput,
  table: string,
  { from, count }: { readonly from: number; readonly count: number },
): Promise<Row[]> {
  const parsed = parseRequest(request, { definitions: REQUEST_DEFINITIONS });
  const { tables } = await planTables({ request: parsed, imports: {} }, GENERATORS);
  const planned = tables.find(({ name }) => name === table);
  if (planned === undefined) {
    throw new RequestError([
      {
        path: ['tables', table],
        code: 'unknown-table',
        message: `there is no generated table "${table}"`,
      },
    ]);
  }
  const available = Math.max(0, Math.min(count, planned.rowCount - from));
  return programRows(planned.program, from, available);
}
