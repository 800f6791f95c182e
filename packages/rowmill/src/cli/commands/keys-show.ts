import { readKey } from '../../keys/read-key.ts';
import { UsageError } from '../../usage-error.ts';
import { ExitCode } from '../exit-codes.ts';
import { loadForCommand, type RequestOptions } from '../load.ts';
import type { Session } from '../session.ts';
import { textTable } from '../text-table.ts';

/** Shows which key a request masks by: its id, which says nothing of it, and what the request says. */
export async function showKey(options: RequestOptions, session: Session): Promise<number> {
  const { output, variables: environment } = session;
  const { loaded, resolved } = await loadForCommand(options, session);
  const { masking } = resolved.request;
  const key = await readKey(masking, { environment, baseDirectory: loaded.directory });
  if (key === undefined)
    throw new UsageError(
      'the request names no masking key - add `masking: { key: env:ROWMILL_KEY }`',
    );
  const facts = {
    id: key.id,
    reference: masking.key,
    version: masking.keyVersion,
    custodian: masking.keyCustodian,
    purpose: masking.purpose,
  };
  const known = Object.entries(facts).filter(([, value]) => value !== undefined);
  output.print(textTable(known.map(([name, value]) => [name, String(value)])));
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, key: Object.fromEntries(known) });
  return ExitCode.ok;
}
