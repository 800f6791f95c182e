import type { Request } from '@rowmill/core/engine';
import type { RequestSource } from './source-position.ts';

/** A line of a request file, and where on it; both from 1. */
export interface LinePlace {
  readonly line: number;
  readonly column: number;
}

/** Where the parts of a request stand that checks come from: plain data, for whoever reports of a run later. */
export interface RequestPlaces {
  /** Path of the request, as reports name it. */
  readonly file: string;
  readonly tables: Readonly<Record<string, TablePlaces>>;
  /** In the order of the request. */
  readonly expectations: readonly LinePlace[];
  /** By table. */
  readonly schemas: Readonly<Record<string, LinePlace>>;
}

interface TablePlaces extends LinePlace {
  readonly columns: Readonly<Record<string, LinePlace>>;
}

/**
 * Looks the places of a request up. One in TypeScript has none: its values do not stand in a text.
 *
 * @param file path that reports shall name
 */
export function requestPlaces(
  { locate }: Pick<RequestSource, 'locate'>,
  { tables, validation }: Pick<Request, 'tables' | 'validation'>,
  file: string,
): RequestPlaces {
  const placeOf = (path: readonly (string | number)[]): LinePlace | undefined => {
    const position = locate(path, 'key');
    return position && { line: position.line, column: position.column };
  };
  const top = placeOf(['tables']);
  if (top === undefined) return { file, tables: {}, expectations: [], schemas: {} };
  const each = <Place>(names: readonly string[], find: (name: string) => Place) =>
    Object.fromEntries(names.map((name) => [name, find(name)]));
  return {
    file,
    tables: each(Object.keys(tables), (table) => ({
      ...(placeOf(['tables', table]) ?? top),
      columns: each(
        Object.keys(tables[table]?.columns ?? {}),
        (column) => placeOf(['tables', table, 'columns', column]) ?? top,
      ),
    })),
    expectations: validation.expectations.map(
      (_, index) => placeOf(['validation', 'expectations', index]) ?? top,
    ),
    schemas: each(
      Object.keys(validation.schemas),
      (table) => placeOf(['validation', 'schemas', table]) ?? top,
    ),
  };
}
