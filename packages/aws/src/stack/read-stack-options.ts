import { StackOptionsError } from '../errors.ts';
import type { CreateAppOptions } from './create-app.ts';

/** Environment variable with the options of the app, as JSON. */
export const OPTIONS_VARIABLE = 'ROWMILL_STACK_OPTIONS';

/**
 * Options of the app from its environment. Account and region that are not among them are those that the CDK command
 * line has found for the credentials in use, if any.
 *
 * @throws {@link StackOptionsError} when there are none.
 */
export function readStackOptions(
  environment: Readonly<Record<string, string | undefined>>,
): CreateAppOptions {
  const text = environment[OPTIONS_VARIABLE];
  if (text === undefined)
    throw new StackOptionsError([`set ${OPTIONS_VARIABLE}, or use "rowmill deploy", which does`]);
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = environment;
  try {
    return {
      ...(account === undefined ? {} : { account }),
      ...(region === undefined ? {} : { region }),
      ...(JSON.parse(text) as CreateAppOptions),
    };
  } catch (cause) {
    throw new StackOptionsError([`${OPTIONS_VARIABLE} is no JSON`], { cause });
  }
}
