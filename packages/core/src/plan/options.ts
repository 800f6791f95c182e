import { RequestError, type RequestIssue } from '../errors.ts';
import type { GeneratorDefinition } from '../generate/define.ts';

/** Options with their defaults filled in. They were checked with the request; parts of a template are checked here. */
export function parseOptions(
  definition: GeneratorDefinition,
  options: Readonly<Record<string, unknown>>,
  path: readonly string[],
): Record<string, unknown> {
  const result = definition.options.safeParse(options);
  if (result.success) return result.data;
  throw new RequestError(
    result.error.issues.map(
      (issue): RequestIssue => ({
        path: [...path, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))],
        code: 'option',
        message: `${definition.name}: ${issue.message}`,
      }),
    ),
  );
}
