import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { noteExactNumbers, referencesOf, resolveUri, SchemaError } from '@rowmill/core/json-schema';
import { parseDocument } from 'yaml';
import { SourceError } from '../errors.ts';
import type { SchemaSet } from './column-types.ts';
import { isObject, memberOf } from './json-members.ts';
import { findOddities } from './json-oddities.ts';
import { findJsonFault, type JsonFault } from './json-syntax.ts';
import { countLines, explainReadError } from './text-chunks.ts';
import { utf8Fault } from './utf8-fault.ts';

interface Document {
  /** URI it is known by: its `$id`, or else where it lies. */
  readonly uri: string;
  /** Where it lies. */
  readonly location: string;
  readonly schema: unknown;
  readonly text: string;
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
  const root = await readDocument(location, location);
  const schemas = new Map<string, unknown>([[root.uri, root.schema]]);
  const known = new Set(schemas.keys());
  const files = [file];
  const pending: Document[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { references, uris } = referencesIn(next);
    for (const uri of uris) known.add(uri);
    const wanted = references.filter(({ uri }) => !known.has(uri));
    for (const document of await readAll(wanted, next)) {
      if (known.has(document.uri)) continue;
      known.add(document.uri);
      schemas.set(document.uri, document.schema);
      files.push(fileURLToPath(document.location));
      pending.push(document);
    }
  }
  return { uri: root.uri, schemas, files };
}

interface FileReference {
  /** As written, without its fragment. */
  readonly file: string;
  readonly pointer: string;
  /** By which the schema is known to those that refer to it. */
  readonly uri: string;
}

/** Files that references name, and what the document itself holds. */
function referencesIn({ schema, uri }: Document) {
  const { references, uris } = referencesOf(isSchema(schema) ? schema : true, uri);
  const files = references.flatMap(({ reference, pointer, base }): FileReference[] => {
    const [file = ''] = reference.split('#', 1);
    return file === '' || URL.canParse(file)
      ? []
      : [{ file, pointer, uri: resolveUri(file, base) }];
  });
  return { references: files, uris };
}

/**
 * Reads the files that a document refers to.
 *
 * @throws {@link SchemaError} at all references whose files cannot be read
 */
async function readAll(references: readonly FileReference[], from: Document): Promise<Document[]> {
  const faults: { readonly pointer: string; readonly message: string }[] = [];
  const documents: Document[] = [];
  for (const { file, pointer, uri } of references) {
    try {
      // Where the schema has an `$id`, that is what `$ref` is relative to; the file lies beside it all the same.
      const document = await readDocument(new URL(file, from.location).href, uri);
      documents.push({ ...document, uri });
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      const message = `${JSON.stringify(file)} names a file: ${error.message}`;
      faults.push({ pointer, message: `${placeOf(from.text, pointer)}${message}` });
    }
  }
  if (faults.length > 0) throw new SchemaError(fileURLToPath(from.location), faults);
  return documents;
}

/** Line and column of what stands at a pointer. Text that was read as JSON is YAML too. */
function placeOf(text: string, pointer: string): string {
  const path = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const node: unknown = parseDocument(text).getIn(path, true);
  const range = isObject(node) ? memberOf(node, 'range') : undefined;
  const offset: unknown = Array.isArray(range) ? range[0] : undefined;
  if (typeof offset !== 'number') return '';
  const { line, column } = lineAndColumn(text, offset);
  return `line ${line}, column ${column}: `;
}

function isSchema(schema: unknown): schema is object | boolean {
  return typeof schema === 'boolean' || isObject(schema);
}

async function readDocument(location: string, fallbackUri: string): Promise<Document> {
  const file = fileURLToPath(location);
  const bytes = await readFile(file).catch((error: unknown) => {
    throw explainReadError(file, error);
  });
  const text = decode(bytes, file);
  const schema = parseSchema(text, file);
  const id = memberOf(schema, '$id');
  const uri = typeof id === 'string' ? id.replace(/#$/, '') : fallbackUri;
  return { uri, location, schema, text };
}

function decode(bytes: Uint8Array, file: string): string {
  const fault = utf8Fault(bytes);
  if (fault === undefined) return new TextDecoder().decode(bytes);
  const message = `byte ${fault + 1} is not UTF-8 - save it as UTF-8`;
  throw new SchemaError(file, [{ pointer: '', message }]);
}

function parseSchema(text: string, file: string): unknown {
  const fault = findJsonFault(text);
  if (fault !== undefined) throw faultAt(file, text, fault);
  const schema: unknown = JSON.parse(text);
  const { repeated, exact } = findOddities(text, schema);
  const [first] = repeated;
  if (first !== undefined) {
    const problem = `the key ${JSON.stringify(first.key)} stands twice in one object - keep one of them`;
    throw faultAt(file, text, { offset: first.offset, problem });
  }
  noteExactNumbers(schema, exact);
  return schema;
}

function faultAt(file: string, text: string, { offset, problem }: JsonFault): SchemaError {
  const { line, column } = lineAndColumn(text, offset);
  return new SchemaError(`${file}:${line}:${column}`, [{ pointer: '', message: problem }]);
}

function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const line = 1 + countLines(text, 0, offset);
  return { line, column: offset - text.lastIndexOf('\n', offset - 1) };
}
