import { isAbsolute, normalize } from 'node:path/posix';
import { RequestError, type RequestIssue } from '@rowmill/core';
import type { Request, SourceRequest, TargetRequest } from '@rowmill/core/engine';
import { maskingIssues } from './masking-issues.ts';
import { type SecretPlace, secretPlaces } from './request-secrets.ts';

/** CodeBuild ends a build after 36 hours. Source: AWS CodeBuild user guide, "Quotas" (2026-11-22). */
const LONGEST_TEST_MS = 36 * 3_600_000;

/**
 * Makes sure that a request asks for nothing that is on this machine alone: functions on AWS reach neither its folders
 * nor its servers.
 *
 * @throws {@link RequestError} with every place of the request that has to be written differently, and how.
 */
export function assertRunsOnAws(request: Request): void {
  const issues = [
    ...Object.entries(request.tables).flatMap(([name, table]) =>
      table.kind === 'source' ? sourceIssues(name, table.source) : [],
    ),
    ...secretPlaces(request).flatMap(secretIssues),
    ...maskingIssues(request),
    ...Object.entries(request.validation.schemas).flatMap(schemaIssues),
    ...Object.entries(request.environments).flatMap(([name, { targets }]) =>
      targets.flatMap((target, index) => targetIssues(name, index, target)),
    ),
    ...testIssues(request),
    ...workflowIssues(request),
  ];
  if (issues.length > 0) throw new RequestError(issues);
}

function sourceIssues(table: string, source: SourceRequest): readonly RequestIssue[] {
  if (!('path' in source) || source.path.startsWith('s3://')) return [];
  const message = `the file ${source.path} is on this machine, and functions on AWS cannot read it`;
  const hint = 'upload it, and name it as s3://bucket/key';
  return [issue(['tables', table, 'source', 'path'], message, hint)];
}

function secretIssues(place: SecretPlace): readonly RequestIssue[] {
  const { path, reference, class: secretClass } = place;
  const hint = `store it in Secrets Manager as <prefix>/${secretClass}/NAME, and write env:NAME`;
  if (reference.startsWith('file:')) {
    const message = `${reference} is on this machine, and functions on AWS cannot read it`;
    return [issue(path, message, hint)];
  }
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*:[^/?#]*@/i.test(reference))
    return [issue(path, 'a password stands in the URL, and runs on AWS keep none', hint)];
  return [];
}

function schemaIssues([table, schema]: [string, unknown]): readonly RequestIssue[] {
  if (typeof schema !== 'string') return [];
  const path = schema.replaceAll('\\', '/');
  const isOutside =
    isAbsolute(path) || /^[a-z]:\//i.test(path) || normalize(path).startsWith('../');
  if (!isOutside) return [];
  const message = `${schema} is outside of the folder of the request, which is all that a run takes along`;
  const hint = 'move the schema into that folder, or write it into the request';
  return [issue(['validation', 'schemas', table], message, hint)];
}

function targetIssues(
  environment: string,
  index: number,
  target: TargetRequest,
): readonly RequestIssue[] {
  const path = ['environments', environment, 'targets', index];
  if (target.kind === 'directory') {
    const message = `the folder ${target.path} is on this machine, and functions on AWS cannot write to it`;
    return [issue([...path, 'path'], message, 'deliver to a bucket: kind: s3')];
  }
  if (target.kind === 'postgres' && target.url === undefined) {
    const message = 'a PostgreSQL server of its own is started on this machine alone';
    const hint = 'name a server that functions on AWS reach: url: env:NAME';
    return [issue([...path, 'url'], message, hint)];
  }
  return [];
}

function testIssues({ test }: Request): readonly RequestIssue[] {
  if (test?.timeoutMs === undefined || test.timeoutMs <= LONGEST_TEST_MS) return [];
  const message = 'CodeBuild, which runs tests on AWS, ends them after 36 hours';
  return [issue(['test', 'timeout'], message, 'give them less time, or divide them')];
}

function workflowIssues({ workflow }: Request): readonly RequestIssue[] {
  if (workflow === undefined) return [];
  const message = `${workflow} is not deployed: on AWS runs follow the pipeline of rowmill`;
  return [issue(['workflow'], message, 'leave `workflow` out, or run it on this machine')];
}

function issue(path: RequestIssue['path'], message: string, hint: string): RequestIssue {
  return { path, code: 'not-on-aws', message, hint };
}
