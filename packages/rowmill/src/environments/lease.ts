/** Something that was created outside the store and has to be removed again. */
export interface LedgerObject {
  /** Kind of the target that knows how to remove it. */
  readonly target: string;
  /** What it is, in the words of that target: `database`, `schema`, `table`, `folder`. */
  readonly kind: string;
  readonly name: string;
  /** Where it is, without any password. */
  readonly place: Readonly<Record<string, string | number>>;
}

/** A claim on an environment, as targets see it. */
export interface Lease {
  readonly environment: string;
  /** Tells this claim from every other one. */
  readonly id: string;
  readonly owner: string;
  /** ISO 8601 instant after which anybody may remove what the lease covers. */
  readonly expires: string;
  /** What is on record, oldest first. */
  readonly objects: readonly LedgerObject[];
  /** Puts objects on record, on disk. Call it before they are created. Recording one again changes nothing. */
  record(objects: readonly LedgerObject[]): Promise<void>;
  /** Takes objects off the record. Call it after they are gone. */
  forget(objects: readonly LedgerObject[]): Promise<void>;
}

/** What every created object carries where its database lets it. */
export interface LeaseMarker {
  readonly rowmill: 1;
  readonly environment: string;
  readonly lease: string;
  readonly owner: string;
  readonly expires: string;
}

/** The marker as text, for a comment on the object. */
export function leaseMarker({
  environment,
  id,
  owner,
  expires,
}: Pick<Lease, 'environment' | 'id' | 'owner' | 'expires'>): string {
  const marker: LeaseMarker = { rowmill: 1, environment, lease: id, owner, expires };
  return JSON.stringify(marker);
}

/** The marker in a comment; undefined for any other comment and for none. */
export function parseLeaseMarker(comment: string | null): LeaseMarker | undefined {
  if (comment === null || !comment.startsWith('{')) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(comment);
  } catch {
    // A comment of somebody else that begins like ours.
    return undefined;
  }
  return isMarker(parsed) ? parsed : undefined;
}

function isMarker(value: unknown): value is LeaseMarker {
  if (typeof value !== 'object' || value === null) return false;
  const { rowmill, environment, lease, owner, expires } = value as Record<string, unknown>;
  const texts = [environment, lease, owner, expires];
  return rowmill === 1 && texts.every((text) => typeof text === 'string');
}

/** Whether both are the same object in the same place. */
export function isSameObject(one: LedgerObject, other: LedgerObject): boolean {
  return objectKey(one) === objectKey(other);
}

function objectKey({ target, kind, name, place }: LedgerObject): string {
  const where = Object.entries(place).sort(([first], [second]) => (first < second ? -1 : 1));
  return JSON.stringify([target, kind, name, where]);
}
