import { type ColumnFinding, classifyTable } from '@rowmill/core/engine';

type Cells = readonly (string | null)[];

/** A place in the documents of a column, and what stands there. */
export interface DocumentPlace {
  /** As `json.path` takes it: `$.contact.email`, `$.items[*].name`. */
  readonly path: string;
  readonly finding: ColumnFinding;
  /** Whether texts stand there, and nothing else. */
  readonly isText: boolean;
}

/** What a column of documents holds. */
export interface DocumentFinding {
  readonly finding: ColumnFinding;
  readonly places: readonly DocumentPlace[];
}

/** Share of cells that have to be objects or arrays. */
const MOST_CELLS = 0.9;
/** Beyond, names of members are data themselves, such as numbers of customers. */
const MOST_PLACES = 300;
const MOST_LEVELS = 50;

/**
 * Looks into the JSON documents of a column, place by place, as if each was a column of a table of its own. Undefined
 * where the cells are no documents.
 */
export function scanDocuments(column: string, cells: Cells): DocumentFinding | undefined {
  const filled = cells.filter((cell) => cell !== null && cell !== '') as string[];
  const documents = filled.flatMap((cell) => parseDocument(cell) ?? []);
  if (documents.length === 0 || documents.length < MOST_CELLS * filled.length) return undefined;
  const places = new Map<string, Place>();
  const isWhole = documents.every((one) =>
    gather(one, { path: '$', name: column, level: 0 }, places),
  );
  if (!isWhole || places.size > MOST_PLACES) return { finding: tooManyPlaces(column), places: [] };
  const all = [...places.values()];
  const findings = classifyTable({
    name: column,
    columns: all.map(({ name, values }) => ({ name, values })),
  });
  const found = all.map(
    ({ path, isText }, at): DocumentPlace => ({
      path,
      isText,
      finding: findings[at] as ColumnFinding,
    }),
  );
  return { finding: findingOf(column, found), places: found };
}

interface Place {
  readonly path: string;
  readonly name: string;
  readonly values: (string | null)[];
  isText: boolean;
}

function parseDocument(cell: string): readonly object[] | undefined {
  if (!/^\s*[{[]/.test(cell)) return undefined;
  try {
    return [JSON.parse(cell) as object];
  } catch {
    return undefined;
  }
}

/** @returns false for documents that go deeper than anybody would mask them */
function gather(
  value: unknown,
  at: { readonly path: string; readonly name: string; readonly level: number },
  places: Map<string, Place>,
): boolean {
  if (at.level > MOST_LEVELS || places.size > MOST_PLACES) return false;
  const level = at.level + 1;
  if (Array.isArray(value))
    return value.every((item) => gather(item, { ...at, path: `${at.path}[*]`, level }, places));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).every(([name, member]) =>
      gather(member, { path: at.path + stepTo(name), name, level }, places),
    );
  const place = places.get(at.path) ?? { path: at.path, name: at.name, values: [], isText: true };
  places.set(at.path, place);
  place.values.push(value === null ? null : String(value));
  if (value !== null && typeof value !== 'string') place.isText = false;
  return true;
}

const stepTo = (name: string): string =>
  /^[A-Za-z_][\w-]*$/.test(name) ? `.${name}` : `['${name.replace(/[\\']/g, '\\$&')}']`;

const tooManyPlaces = (column: string): ColumnFinding => ({
  column,
  verdict: 'unsure',
  confidence: 0.5,
  evidence: [
    `documents of more than ${MOST_PLACES} places, or of many levels: names of members may be data`,
  ],
});

function findingOf(column: string, places: readonly DocumentPlace[]): ColumnFinding {
  const personal = places.filter(({ finding }) => finding.verdict === 'pii');
  const unsure = places.filter(({ finding }) => finding.verdict === 'unsure');
  const told = (personal.length > 0 ? personal : unsure).map(
    ({ path, finding }) => `${path} is ${finding.type ?? 'unsure'}`,
  );
  const evidence = [`documents of ${places.length} places`, ...told.slice(0, 8)];
  const confidences = personal.map(({ finding }) => finding.confidence);
  if (personal.length > 0)
    return {
      column,
      verdict: 'pii',
      type: 'free-text',
      confidence: Math.max(...confidences),
      evidence,
    };
  const verdict = unsure.length > 0 ? 'unsure' : 'none';
  return { column, verdict, confidence: verdict === 'none' ? 0.8 : 0.5, evidence };
}
