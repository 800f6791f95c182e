import { join } from 'node:path';
import type { Request, TargetRequest } from '@rowmill/core/engine';
import type { RunPlan, RunTable } from '../../stages/plan-run.ts';
import { rowFormOf } from '../../targets/postgres/row-form.ts';
import { extensionOf } from '../../workers/forms.ts';

/** What a run creates in one target of an environment. */
export interface PlannedTarget {
  readonly environment: string;
  readonly kind: TargetRequest['kind'];
  readonly tables: readonly string[];
  /** One line each, in order. */
  readonly creates: readonly string[];
  /** It goes away at the end of the run. */
  readonly removed: boolean;
}

export function plannedTargets(
  { environments, cleanup }: Request,
  { tables }: RunPlan,
): PlannedTarget[] {
  return Object.entries(environments).flatMap(([environment, { targets }]) =>
    targets.map((target) => {
      const received = tables.filter(
        ({ name }) => target.tables.length === 0 || target.tables.includes(name),
      );
      const isOwnServer = target.kind === 'postgres' && target.embedded;
      return {
        environment,
        kind: target.kind,
        tables: received.map(({ name }) => name),
        creates: [
          ...placeOf(target, environment),
          ...received.map((table) => tableLine(target, table)),
        ],
        removed: isOwnServer || cleanup !== 'never',
      };
    }),
  );
}

function placeOf(target: TargetRequest, environment: string): string[] {
  if (target.kind !== 'postgres') return [];
  const server = target.embedded ? ['a PostgreSQL server of its own'] : [];
  if (target.isolation === 'none') return server;
  const slug = environment.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return [...server, `${target.isolation} rowmill_${slug}_…`];
}

function tableLine(target: TargetRequest, { name, kind, shape }: RunTable): string {
  if (target.kind === 'postgres') {
    return `table ${name}, format: ${rowFormOf(shape.columns, kind === 'generated').format}`;
  }
  if (target.kind === 's3')
    return `folder ${target.url.replace(/\/*$/, '/')}${encodeURIComponent(name)}, format: ${target.format}`;
  return `file ${join(target.path, `${encodeURIComponent(name)}.${extensionOf({ name: target.format })}`)}`;
}
