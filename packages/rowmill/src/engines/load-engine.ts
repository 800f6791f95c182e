import { MissingDependencyError } from '../errors.ts';
import type { CloudPackage } from './cloud.ts';

const AWS_PACKAGE = '@rowmill/aws';

/**
 * The engine on AWS, which is a package of its own: most who use rowmill need none of it.
 *
 * @throws {@link MissingDependencyError} when it is not installed.
 */
export async function loadAws(): Promise<CloudPackage> {
  // The SDK warns at every start of a Node that it will leave behind some day; which ones will do, rowmill says itself.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  try {
    return (await import(AWS_PACKAGE)) as CloudPackage;
  } catch (error) {
    throw isMissing(error) ? missing(error) : error;
  }
}

const missing = (cause: unknown): MissingDependencyError =>
  new MissingDependencyError('--engine aws', AWS_PACKAGE, { cause });

/** What the package itself misses is another matter: its installation is broken. */
function isMissing(cause: unknown): boolean {
  const { code, message } = cause as NodeJS.ErrnoException;
  return code === 'ERR_MODULE_NOT_FOUND' && message.includes(`'${AWS_PACKAGE}'`);
}
