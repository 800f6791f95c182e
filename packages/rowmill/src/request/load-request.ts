import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { RequestIssue } from '@rowmill/core';
import {
  checkRequest,
  type Request,
  type RequestDefinitions,
  type ResolvedRequest,
} from '@rowmill/core/engine';
import type { LocatedIssue } from './format-issues.ts';
import type { Environment } from './interpolate.ts';
import { readRequestFile } from './read-request-file.ts';
import type { ReadFile } from './read-yaml.ts';
import { type RequestFailure, RequestFileError } from './request-file-error.ts';
import type { Position, RequestSource } from './source-position.ts';

/** A request with the requests it imports and with places for its problems. */
export interface LoadedRequest extends ResolvedRequest, RequestSource {
  /** Absolute; paths in the request start here. */
  readonly directory: string;
  readonly request: Request;
  readonly imports: Readonly<Record<string, LoadedRequest>>;
}

export interface LoadRequestOptions {
  /** For `${NAME}` in values. Secrets stay references. */
  readonly environment: Environment;
  /** What the request may name. */
  readonly definitions: RequestDefinitions;
}

interface Loading extends LoadRequestOptions {
  readonly failures: RequestFailure[];
  readonly causes: unknown[];
  /** Files that are done, by real path; undefined for those with problems. */
  readonly done: Map<string, LoadedRequest | undefined>;
}

/** A file that is being loaded, and those that led to it. */
interface Chain {
  readonly file: string;
  readonly identity: string;
  readonly from?: Chain;
}

/**
 * Reads a request file and, one after another, the files it imports.
 *
 * @throws RequestFileError with every problem of every file at once.
 */
export async function loadRequest(
  file: string,
  options: LoadRequestOptions,
): Promise<LoadedRequest> {
  const loading: Loading = { ...options, failures: [], causes: [], done: new Map() };
  const loaded = await load({ file, identity: await identify(file) }, loading);
  if (loaded !== undefined && loading.failures.length === 0) return loaded;
  const [cause] = loading.causes;
  throw new RequestFileError(loading.failures, cause === undefined ? {} : { cause });
}

async function load(chain: Chain, loading: Loading): Promise<LoadedRequest | undefined> {
  const { file, identity } = chain;
  if (loading.done.has(identity)) return loading.done.get(identity);
  const read = await readRequestFile(file, loading.environment);
  const loaded = await check(read, chain, loading);
  loading.done.set(identity, loaded);
  return loaded;
}

async function check(
  read: ReadFile,
  chain: Chain,
  loading: Loading,
): Promise<LoadedRequest | undefined> {
  const { source, value, cause } = read;
  const issues: LocatedIssue[] = [...read.issues];
  if (cause !== undefined) loading.causes.push(cause);
  const imports = await loadImports(value, chain, loading, issues);
  const requests = Object.entries(imports).map(([name, { request }]) => [name, request] as const);
  const parsed =
    value === undefined
      ? undefined
      : checkRequest(value, {
          definitions: loading.definitions,
          imports: Object.fromEntries(requests),
        });
  if (parsed?.ok === false) issues.push(...elsewhere(source, parsed.issues, read.issues));
  if (issues.length > 0) loading.failures.push({ source, issues });
  if (!parsed?.ok || issues.length > 0) return undefined;
  const directory = resolve(dirname(chain.file));
  return { ...source, directory, request: parsed.request, imports };
}

/** Issues that stand where reading the file found nothing: a missing variable is no wrong value as well. */
function elsewhere(
  source: RequestSource,
  issues: readonly RequestIssue[],
  known: readonly LocatedIssue[],
): readonly RequestIssue[] {
  const places = new Set(known.map(({ position }) => placeOf(position)));
  return issues.filter(({ path }) => {
    const position = source.locate(path);
    return position === undefined || !places.has(placeOf(position));
  });
}

function placeOf(position: Position | undefined): string {
  return `${position?.line}:${position?.column}`;
}

async function loadImports(
  value: unknown,
  chain: Chain,
  loading: Loading,
  issues: LocatedIssue[],
): Promise<Readonly<Record<string, LoadedRequest>>> {
  const imports: [string, LoadedRequest][] = [];
  for (const [name, path] of importPaths(value)) {
    const file = isAbsolute(path) ? path : join(dirname(chain.file), path);
    const identity = await identify(file);
    const cycle = cycleTo(identity, chain);
    if (cycle !== undefined) {
      const message = `imports go in a circle: ${[...cycle, file].join(' -> ')}`;
      issues.push({ path: ['imports', name], code: 'import-cycle', message });
      continue;
    }
    const loaded = await load({ file, identity, from: chain }, loading);
    if (loaded !== undefined) imports.push([name, loaded]);
  }
  return Object.fromEntries(imports);
}

/** Imports as written, leaving out whatever the schema will refuse. */
function importPaths(value: unknown): readonly (readonly [string, string])[] {
  const imports = isMap(value) ? value.imports : undefined;
  if (!isMap(imports)) return [];
  return Object.entries(imports).flatMap(([name, path]) =>
    typeof path === 'string' && path !== '' ? [[name, path] as const] : [],
  );
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Files from the one with this identity to the end of the chain; undefined when it is not in it. */
function cycleTo(identity: string, chain: Chain): readonly string[] | undefined {
  const files: string[] = [];
  for (let link: Chain | undefined = chain; link !== undefined; link = link.from) {
    files.unshift(link.file);
    if (link.identity === identity) return files;
  }
  return undefined;
}

/** The same file by another path is the same file. */
async function identify(file: string): Promise<string> {
  return realpath(file).catch(() => resolve(file));
}
