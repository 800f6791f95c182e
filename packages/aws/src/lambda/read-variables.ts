import { VARIABLES } from '../deployment.ts';
import { FunctionVariablesError } from '../errors.ts';

type Required = Exclude<keyof typeof VARIABLES, 'testProject'>;

/** What the stack tells its functions; see {@link VARIABLES}. */
export type FunctionVariables = Readonly<Record<Required, string>> & {
  readonly testProject: string | undefined;
};

/** @throws {@link FunctionVariablesError} with all that are missing. */
export function readVariables(
  environment: Readonly<Record<string, string | undefined>>,
): FunctionVariables {
  const { testProject, ...required } = VARIABLES;
  const missing = Object.values(required).filter((name) => !environment[name]);
  if (missing.length > 0) throw new FunctionVariablesError(missing);
  const values = Object.fromEntries(
    Object.entries(required).map(([key, name]) => [key, environment[name] ?? '']),
  ) as Readonly<Record<Required, string>>;
  return { ...values, testProject: environment[testProject] || undefined };
}
