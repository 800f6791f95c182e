import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SchemaError } from '@rowmill/core/engine';
import { createRowValidator, type RowValidator } from '@rowmill/core/json-schema';
import type { SchemaSet } from './column-types.ts';
import { findJsonFault } from './json-syntax.ts';
import { countLines, explainReadError } from './text-chunks.ts';

interface Document {
  /** URI it is known by: its `$id`, or else where it lies. */
  readonly uri: string;
  /** Where it lies. */
  readonly location: string;
  readonly schema: unknown;
}

/** A schema with those that it refers to. */
export interface LoadedSchema extends SchemaSet {
  /** Paths of the files that were read, the schema itself first. */
  readonly files: readonly string[];
}

/**
 * Reads a JSON Schema file, and the files that its relative `$ref`s name. Nothing is fetched.
 *
 * @throws {@link SourceError} when a file cannot be read.
 * @throws {@link SchemaError} when a file is not JSON.
 */
export async function loadSchema(file: string): Promise<LoadedSchema> {
  const location = pathToFileURL(resolve(file)).href;
  const schemas = new Map<string, unknown>();
  const root = await readDocument(location, location);
  const pending: Document[] = [root];
  schemas.set(root.uri, root.schema);
  const files = [file];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const reference of relativeReferences(next.schema)) {
      // Where the schema has an `$id`, that is what `$ref` is relative to; the file lies beside it all the same.
      const uri = URL.canParse(reference, next.uri) ? new URL(reference, next.uri).href : reference;
      if (schemas.has(uri)) continue;
      const document = await readDocument(new URL(reference, next.location).href, uri);
      schemas.set(uri, document.schema);
      files.push(fileURLToPath(document.location));
      pending.push({ ...document, uri });
    }
  }
  return { uri: root.uri, schemas, files };
}

/**
 * Compiles a schema together with those that it refers to.
 *
 * @throws {@link SchemaError} when one of them cannot be used.
 */
export function validatorOf(
  { uri, schemas }: SchemaSet,
  { origin, showValues = false }: { readonly origin: string; readonly showValues?: boolean },
): RowValidator {
  const others = Object.fromEntries([...schemas].filter(([other]) => other !== uri));
  return createRowValidator(schemas.get(uri), { origin, uri, others, showValues });
}

async function readDocument(location: string, fallbackUri: string): Promise<Document> {
  const file = fileURLToPath(location);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw explainReadError(file, error);
  });
  const schema = parseSchema(text.replace(/^\uFEFF/, ''), file);
  const id: unknown =
    typeof schema === 'object' && schema !== null && '$id' in schema && schema.$id;
  return { uri: typeof id === 'string' ? id.replace(/#$/, '') : fallbackUri, location, schema };
}

function parseSchema(text: string, file: string): unknown {
  const fault = findJsonFault(text);
  if (fault === undefined) return JSON.parse(text);
  const line = 1 + countLines(text, 0, fault.offset);
  const column = fault.offset - text.lastIndexOf('\n', fault.offset - 1);
  throw new SchemaError(`${file}:${line}:${column}`, [{ pointer: '', message: fault.problem }]);
}

/** Files that `$ref`s name, without their fragments. */
function relativeReferences(schema: unknown): Set<string> {
  const references = new Set<string>();
  const pending: unknown[] = [schema];
  while (pending.length > 0) {
    const node = pending.pop();
    if (typeof node !== 'object' || node === null) continue;
    const reference: unknown = '$ref' in node ? node.$ref : undefined;
    if (typeof reference === 'string') {
      const [file = ''] = reference.split('#', 1);
      if (file !== '' && !URL.canParse(file)) references.add(file);
    }
    pending.push(...Object.values(node));
  }
  return references;
}
