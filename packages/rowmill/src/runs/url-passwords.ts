import type { Request } from '@rowmill/core/engine';

/** Path of a URL in a request. */
type Place = readonly string[];
type ChangeUrl = (url: string, place: Place) => string;

/** A request without the passwords that stand in its URLs, and where they stood. */
export function takeOutPasswords(request: Request): {
  readonly request: Request;
  readonly withheld: readonly Place[];
} {
  const withheld: Place[] = [];
  const changed = changeUrls(request, (url, place) => {
    const bare = withoutPassword(url);
    if (bare !== url) withheld.push(place);
    return bare;
  });
  return { request: changed, withheld };
}

/**
 * Fills in passwords from a request that has them.
 *
 * @returns also the places whose URL leads somewhere else there, or is gone
 */
export function putBackPasswords(
  request: Request,
  withheld: readonly Place[],
  whole: Request,
): { readonly request: Request; readonly missing: readonly Place[] } {
  const known = new Map<string, string>();
  changeUrls(whole, (url, place) => {
    known.set(JSON.stringify(place), url);
    return url;
  });
  const wanted = new Set(withheld.map((place) => JSON.stringify(place)));
  const missing: Place[] = [];
  const changed = changeUrls(request, (url, place) => {
    const key = JSON.stringify(place);
    if (!wanted.has(key)) return url;
    const full = known.get(key);
    if (full !== undefined && withoutPassword(full) === url) return full;
    missing.push(place);
    return url;
  });
  return { request: changed, missing };
}

function changeUrls(request: Request, change: ChangeUrl): Request {
  const { tables, environments } = request;
  return {
    ...request,
    tables: mapEntries(tables, (table, name) =>
      table.kind === 'source' && table.source.kind === 'postgres'
        ? {
            ...table,
            source: {
              ...table.source,
              url: change(table.source.url, ['tables', name, 'source', 'url']),
            },
          }
        : table,
    ),
    environments: mapEntries(environments, (environment, name) => ({
      ...environment,
      targets: environment.targets.map((target, index) =>
        target.kind === 'postgres' && target.url !== undefined
          ? {
              ...target,
              url: change(target.url, ['environments', name, 'targets', String(index), 'url']),
            }
          : target,
      ),
    })),
  };
}

function mapEntries<Value>(
  values: Readonly<Record<string, Value>>,
  change: (value: Value, name: string) => Value,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, change(value, name)]),
  );
}

/** References such as `env:NAME` have none. */
function withoutPassword(url: string): string {
  return url.replace(/^([a-z]+:\/\/[^:/@?]*):.*@/i, '$1@');
}
