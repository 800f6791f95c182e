import { randomUUID } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { isLedger, type Ledger, LedgerError } from 'rowmill/engine';
import { LEASE_TABLE } from '../deployment.ts';

/** What the table holds of an environment. */
export type LeaseItem = Record<string, AttributeValue>;

/** Attributes that conditions of writes speak of. */
export const ATTRIBUTES = { lease: 'lease', revision: 'revision' } as const;

/** Differs from write to write: tells our own write, whose answer was lost, from one of somebody else. */
const WRITE = 'write';

/** Source: DynamoDB Developer Guide, "Constraints", items: 400 KB, of 1,024 bytes; looked up 2026-11-22. */
const ITEM_BYTES = 400 * 1024;

/** More than a number takes: 38 digits at two a byte, and one. */
const NUMBER_BYTES = 21;

const WEEK_SECONDS = 7 * 24 * 3600;

/**
 * A ledger as an item. Lists are texts of JSON: half the size of DynamoDB's own lists, and nobody asks for a part.
 *
 * @throws LedgerError when the ledger lists more than an item can hold.
 */
export function itemOf(ledger: Ledger, table: string): LeaseItem {
  const { environment, lease, owner, holder, created, expires, revision } = ledger;
  const { objects, urlReferences, maskKeys } = ledger;
  const item: LeaseItem = {
    [LEASE_TABLE.key]: { S: environment },
    [ATTRIBUTES.lease]: { S: lease },
    [ATTRIBUTES.revision]: { N: String(revision) },
    [WRITE]: { S: randomUUID() },
    owner: { S: owner },
    holder: { S: JSON.stringify(holder) },
    created: { S: created },
    expires: { S: expires },
    objects: { S: JSON.stringify(objects) },
    urlReferences: { S: JSON.stringify(urlReferences) },
    ...(maskKeys === undefined ? {} : { maskKeys: { S: JSON.stringify(maskKeys) } }),
    ...timeToLive(ledger),
  };
  if (bytesOf(item) > ITEM_BYTES) throw tooLong(ledger, table);
  return item;
}

/**
 * DynamoDB forgets a ledger that lists nothing a week after its lease, should nobody have swept for so long. One that
 * lists objects is never forgotten: it is the only place that tells of them, so it goes when they are gone.
 */
function timeToLive({ objects, expires }: Ledger): LeaseItem {
  if (objects.length > 0) return {};
  const seconds = Math.ceil(Date.parse(expires) / 1000) + WEEK_SECONDS;
  return { [LEASE_TABLE.timeToLive]: { N: String(seconds) } };
}

/**
 * The ledger of an item.
 *
 * @throws LedgerError when the item is no ledger.
 */
export function ledgerOf(item: LeaseItem, table: string): Ledger {
  const environment = item[LEASE_TABLE.key]?.S ?? '';
  try {
    const ledger: unknown = {
      environment,
      lease: item[ATTRIBUTES.lease]?.S,
      owner: item.owner?.S,
      holder: JSON.parse(item.holder?.S ?? ''),
      created: item.created?.S,
      expires: item.expires?.S,
      objects: JSON.parse(item.objects?.S ?? ''),
      urlReferences: JSON.parse(item.urlReferences?.S ?? ''),
      ...(item.maskKeys === undefined ? {} : { maskKeys: JSON.parse(item.maskKeys.S ?? '') }),
      revision: Number(item[ATTRIBUTES.revision]?.N),
    };
    if (!isLedger(ledger)) throw new TypeError('attributes are missing or of another type');
    return ledger;
  } catch (cause) {
    throw new LedgerError(
      'is no ledger that can be read - look for what it lists in your databases, then delete the item',
      { place: placeOf(table, environment), cause },
    );
  }
}

/** Whether both are the same write, by the same writer. */
export function isSameWrite(one: LeaseItem | undefined, other: LeaseItem): boolean {
  return one !== undefined && one[WRITE]?.S === other[WRITE]?.S;
}

/** Where a ledger is, for people. */
export function placeOf(table: string, environment?: string): string {
  const item = environment === undefined ? '' : `, environment ${environment}`;
  return `DynamoDB table ${table}${item}`;
}

/** Source: DynamoDB Developer Guide, "DynamoDB item sizes and formats"; looked up 2026-11-22. */
function bytesOf(item: LeaseItem): number {
  return Object.entries(item).reduce(
    (sum, [name, { S }]) =>
      sum + Buffer.byteLength(name) + (S === undefined ? NUMBER_BYTES : Buffer.byteLength(S)),
    0,
  );
}

/** An item would be larger than items may be. */
export function tooLong({ environment, objects }: Ledger, table: string): LedgerError {
  return new LedgerError(
    `its ledger would list ${objects.length} objects, more than the ${ITEM_BYTES} bytes of an item hold - give its targets "isolation: schema" or "database", which count as one object each, or divide its tables among several environments`,
    { place: placeOf(table, environment) },
  );
}
