import { join, resolve } from 'node:path';
import type { Request } from '@rowmill/core/engine';
import { createFileLedgers, LEDGER_FOLDER } from '../environments/file-ledgers.ts';
import type { Ledger } from '../environments/ledger.ts';
import type { ComparedPlace } from '../parity/compared-place.ts';
import { datasetPlace, findDataset } from '../parity/dataset-place.ts';
import { environmentPlaces } from '../parity/environment-places.ts';
import { openPlace } from '../parity/open-places.ts';
import { findRequestFile } from '../request/find-request-file.ts';
import { resolveReference } from '../request/resolve-reference.ts';
import { createDirectoryStore } from '../stores/directory-store.ts';
import type { Manifest } from '../stores/manifest.ts';
import { UsageError } from '../usage-error.ts';
import { loadForCommand } from './load.ts';
import type { Session } from './session.ts';

/** What a command line wants compared. */
export interface ChosenPlaces {
  readonly places: readonly ComparedPlace[];
  /** Keys by table, as far as the dataset tells. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  /** Tables of which no value comes from a source. */
  readonly generated: ReadonlySet<string>;
}

interface Choice {
  readonly file?: string;
  readonly store: string;
  readonly dataset: boolean;
}

/**
 * Opens the environments and addresses that were named; all environments of the store where none were.
 *
 * @throws UsageError for what is neither.
 */
export async function choosePlaces(
  wanted: readonly string[],
  options: Choice,
  session: Session,
): Promise<ChosenPlaces> {
  const store = createDirectoryStore(resolve(options.store));
  const ledgers = createFileLedgers(join(resolve(options.store), LEDGER_FOLDER));
  const kept = new Map<string, Ledger>();
  for (const name of await ledgers.list()) {
    const ledger = await ledgers.read(name);
    if (ledger !== undefined) kept.set(name, ledger);
  }
  const request = await requestOf(options, session);
  const named = wanted.length === 0 ? [...kept.keys()] : wanted;
  const places: ComparedPlace[] = [];
  const leases = new Set<string>();
  for (const text of named) {
    const ledger = kept.get(text);
    if (ledger === undefined) places.push(await addressed(text, { kept, request, session }));
    else {
      leases.add(ledger.lease);
      places.push(...(await environmentPlaces(ledger, await urlsOf(ledger, { request, session }))));
    }
  }
  const manifest = leases.size > 0 ? await findDataset(store, leases) : undefined;
  const dataset = manifest !== undefined && options.dataset ? [datasetPlace(store, manifest)] : [];
  assertNames([...dataset, ...places]);
  return { places: [...dataset, ...places], ...factsOf(manifest) };
}

/** The report tells places apart by their names. */
function assertNames(places: readonly ComparedPlace[]): void {
  const names = places.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice === undefined) return;
  throw new UsageError(
    `two places are called ${twice} - name each of them once, or give one a name of its own: other=ADDRESS`,
  );
}

function factsOf(manifest: Manifest | undefined): Pick<ChosenPlaces, 'keys' | 'generated'> {
  const tables = manifest?.tables ?? [];
  const generated = tables.filter(({ origin }) => origin === 'generated');
  return {
    keys: Object.fromEntries(tables.map(({ name, shape }) => [name, shape.key])),
    generated: new Set(generated.map(({ name }) => name)),
  };
}

interface Known {
  readonly request: { readonly request: Request; readonly directory: string } | undefined;
  readonly session: Session;
}

/** Addresses need no request. */
async function requestOf({ file }: Choice, session: Session): Promise<Known['request']> {
  if (file === undefined && !(await findRequestFile('.').then(Boolean, () => false)))
    return undefined;
  const { loaded, resolved } = await loadForCommand(file === undefined ? {} : { file }, session);
  return { request: resolved.request, directory: loaded.directory };
}

async function addressed(
  text: string,
  { kept, request, session }: Known & { readonly kept: ReadonlyMap<string, Ledger> },
): Promise<ComparedPlace> {
  const [, name = text, address = text] = /^([\w-]+)=(.+)$/s.exec(text) ?? [];
  const isAddress = /^[a-z0-9+]+:|[/\\.]/i.test(address);
  if (!isAddress) {
    const names = [...kept.keys()];
    throw new UsageError(
      `"${text}" is no environment that is kept, and no address - ${names.length === 0 ? 'none is kept' : `there are: ${names.join(', ')}`}; a folder is written ./${text}`,
    );
  }
  const resolved = await resolveReference(address, {
    environment: session.variables,
    baseDirectory: request?.directory ?? '.',
  });
  return openPlace(name === text ? shortName(address) : name, resolved);
}

/** An address as the name of a place: without a password, whatever signs it has. */
function shortName(address: string): string {
  if (!/^(postgres(ql)?|mysql|mariadb):/i.test(address)) return address;
  return address.replace(/\/\/.*@/s, '//').replace(/\?[^#]*/s, '');
}

/** URLs of the databases of an environment: those of the request, and those that its ledger refers to. */
async function urlsOf(
  { environment, urlReferences }: Ledger,
  { request, session }: Known,
): Promise<readonly string[]> {
  const targets = request?.request.environments[environment]?.targets ?? [];
  const written = targets.flatMap((target) =>
    target.kind === 'postgres' && target.url !== undefined ? [target.url] : [],
  );
  return Promise.all(
    [...new Set([...written, ...urlReferences])].map((url) =>
      resolveReference(url, {
        environment: session.variables,
        baseDirectory: request?.directory ?? '.',
      }),
    ),
  );
}
