import type { Request } from '@rowmill/core/engine';
import type { SecretClass } from '../deployment.ts';

/** A text of a request that is a secret, or names one. */
export interface SecretPlace {
  /** Keys from the root of the request. */
  readonly path: readonly (string | number)[];
  /** `env:NAME`, `file:path`, or the text itself. */
  readonly reference: string;
  /** Which functions may read it. */
  readonly class: SecretClass;
}

/** Every place of a request where a secret stands or is named. */
export function secretPlaces(request: Request): readonly SecretPlace[] {
  return [
    ...keyPlaces(request),
    ...auditPlaces(request),
    ...sourcePlaces(request),
    ...targetPlaces(request),
  ];
}

/**
 * Names of the secrets of a class that a request refers to as `env:NAME`, each once. On AWS each is the secret
 * `<prefix>/<class>/<NAME>` of Secrets Manager.
 */
export function secretNames(request: Request, secretClass: SecretClass): readonly string[] {
  const names = secretPlaces(request)
    .filter((place) => place.class === secretClass && place.reference.startsWith('env:'))
    .map(({ reference }) => reference.slice('env:'.length));
  return [...new Set(names)];
}

function keyPlaces({ masking, tables }: Request): readonly SecretPlace[] {
  const isUsed = Object.values(tables).some(({ kind }) => kind === 'source');
  if (masking.key === undefined || !isUsed) return [];
  return [{ path: ['masking', 'key'], reference: masking.key, class: 'keys' }];
}

function auditPlaces({ masking: { audit } }: Request): readonly SecretPlace[] {
  if (audit?.signingKey === undefined) return [];
  const path = ['masking', 'audit', 'signingKey'];
  return [{ path, reference: audit.signingKey, class: 'audit' }];
}

function sourcePlaces({ tables }: Request): readonly SecretPlace[] {
  return Object.entries(tables).flatMap(([name, table]) =>
    table.kind === 'source' && 'url' in table.source
      ? [
          {
            path: ['tables', name, 'source', 'url'],
            reference: table.source.url,
            class: 'sources' as const,
          },
        ]
      : [],
  );
}

function targetPlaces({ environments }: Request): readonly SecretPlace[] {
  return Object.entries(environments).flatMap(([name, { targets }]) =>
    targets.flatMap((target, index) =>
      'url' in target && target.url !== undefined
        ? [
            {
              path: ['environments', name, 'targets', index, 'url'],
              reference: target.url,
              class: 'targets' as const,
            },
          ]
        : [],
    ),
  );
}
