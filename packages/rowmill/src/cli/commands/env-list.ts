import { join, resolve } from 'node:path';
import { createFileLedgers, LEDGER_FOLDER } from '../../environments/file-ledgers.ts';
import type { Ledger } from '../../environments/ledger.ts';
import { isStale } from '../../environments/ledger-store.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { textTable } from '../text-table.ts';

/** Lists the environments of a store. */
export async function listEnvironments(
  { store }: { readonly store: string },
  { output }: Session,
): Promise<number> {
  const ledgers = createFileLedgers(join(resolve(store), LEDGER_FOLDER));
  const now = new Date();
  const found = [];
  for (const name of await ledgers.list()) {
    const ledger = await ledgers.read(name);
    if (ledger === undefined) continue;
    const { owner, expires, objects } = ledger;
    const isOver = Date.parse(expires) <= now.getTime();
    const state = isOver ? 'expired' : isStale(ledgers, ledger, now) ? 'left' : 'leased';
    found.push({ name, state, owner, expires, objects: objects.length, places: placesOf(ledger) });
  }
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, environments: found });
  if (found.length === 0)
    output.print('no environment is kept - `cleanup: never` keeps those of a run');
  else {
    output.print(
      textTable(
        found.map(({ name, state, owner, expires, places }) => [
          name,
          state,
          owner,
          expires,
          places,
        ]),
        { head: ['environment', 'state', 'owner', 'until', 'places'] },
      ),
    );
  }
  return ExitCode.ok;
}

function placesOf({ objects }: Ledger): string {
  const places = objects.map(({ target, place }) => {
    const { folder, host, port, bucket, prefix } = place;
    return `${target} ${folder ?? (host === undefined ? `s3://${bucket}/${prefix}` : `${host}:${port}`)}`;
  });
  return [...new Set(places)].join(', ');
}
