import { RequestError, type RequestIssue } from '@rowmill/core';
import { type Request, requestedMapFates, resolveFollow } from '@rowmill/core/engine';

const ON_ONE_MACHINE = 'run it on one machine: --engine embedded';

/** What masking needs of one machine, or of services that functions of a deployment have no permission for. */
export function maskingIssues(request: Request): readonly RequestIssue[] {
  return [...keyIssues(request), ...mapIssues(request), ...auditIssues(request)];
}

/** Functions may read the secrets of their deployment, and use no KMS key but through what is stored with it. */
function keyIssues({ masking, tables }: Request): readonly RequestIssue[] {
  const isUsed = Object.values(tables).some(({ kind }) => kind === 'source');
  const service = /^aws-(kms|secrets):/.exec(masking.key ?? '')?.[1];
  if (!isUsed || service === undefined) return [];
  const message =
    service === 'kms'
      ? 'functions on AWS may decrypt nothing by a KMS key of yours'
      : 'functions on AWS may read no secrets but those of their deployment';
  const hint = 'store the key in Secrets Manager as <prefix>/keys/NAME, and write env:NAME';
  return [issue(['masking', 'key'], message, hint)];
}

/** Maps of random masks are in the memory or in a file of one machine; functions have neither in common. */
function mapIssues(request: Request): readonly RequestIssue[] {
  const fates = Object.entries(followed(request).tables).map(
    ([name, table]) =>
      [name, table.kind === 'source' ? requestedMapFates(table.columns) : NO_FATES] as const,
  );
  const sharing = fates.filter(([, own]) => own.has('burn')).map(([name]) => name);
  const keeping = fates.filter(([, own]) => own.has('keep')).map(([name]) => name);
  return [
    ...(sharing.length < 2 ? [] : sharing).map((name) => {
      const message = `random masks of ${sharing.join(', ')} come from one map, and functions on AWS, which mask a table each, share none`;
      const hint = `use hash.hmac, which gives every function the same masks, or ${ON_ONE_MACHINE}`;
      return issue(['tables', name], message, hint);
    }),
    ...keeping.map((name) => {
      const message = `random masks of ${name} are kept in a vault, which is a file, and functions on AWS keep none`;
      const hint = `use surrogate.random with map: burn, or ${ON_ONE_MACHINE}`;
      return issue(['tables', name], message, hint);
    }),
  ];
}

const NO_FATES: ReturnType<typeof requestedMapFates> = new Set();

/** Planning tells of a reference that leads nowhere. */
function followed(request: Request): Request {
  try {
    return resolveFollow(request);
  } catch (error) {
    if (error instanceof RequestError) return request;
    throw error;
  }
}

/** The trail of a run is in the folder of the run, and no function may write to other buckets than those of targets. */
function auditIssues({ masking: { audit = {} } }: Request): readonly RequestIssue[] {
  const where = 'the trail of a run on AWS is runs/<id>/audit of the bucket';
  const issues: RequestIssue[] = [];
  if (audit.path !== undefined)
    issues.push(issue(['masking', 'audit', 'path'], where, 'leave `path` out'));
  if (audit.outside !== undefined) {
    const message = `${where}, and no function may write to ${audit.outside}`;
    const hint =
      'leave `outside` out, and copy its checkpoints when the run has ended: docs/aws.md';
    issues.push(issue(['masking', 'audit', 'outside'], message, hint));
  }
  return issues;
}

function issue(path: RequestIssue['path'], message: string, hint: string): RequestIssue {
  return { path, code: 'not-on-aws', message, hint };
}
