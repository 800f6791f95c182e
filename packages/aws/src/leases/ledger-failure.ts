import { LedgerError } from 'rowmill/engine';
import { placeOf } from './lease-item.ts';

const THROTTLED =
  'is asked for more than it gives, and was asked again in vain - try again later, or find out who else uses the table';
const CREDENTIALS = 'the credentials are not valid - sign in again, and look for the right profile';

/** What to do about failures of DynamoDB, by their names; source: its API reference, "Common Errors". */
const ADVICE: Readonly<Record<string, string>> = {
  ResourceNotFoundException:
    'there is no such table in this account and region - deploy rowmill, or look for the right region',
  AccessDeniedException:
    'access is denied - the role needs GetItem, PutItem, DeleteItem and Scan on the table, and Encrypt and Decrypt with its key, as the roles of the stack have them',
  UnrecognizedClientException: CREDENTIALS,
  ExpiredTokenException: CREDENTIALS,
  InvalidSignatureException: CREDENTIALS,
  CredentialsProviderError: 'there are no credentials - sign in, or set AWS_PROFILE',
  ProvisionedThroughputExceededException: THROTTLED,
  RequestLimitExceeded: THROTTLED,
  ThrottlingException: THROTTLED,
};

/** A failure of DynamoDB in words that say where it was, and how to go on. */
export function ledgerFailure(
  error: unknown,
  { table, environment }: { readonly table: string; readonly environment?: string },
): LedgerError {
  if (error instanceof LedgerError) return error;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const problem = ADVICE[name] ?? `cannot be reached or used (${name}: ${message}) - try again`;
  return new LedgerError(problem, {
    place: placeOf(table, environment),
    code: name,
    cause: error,
  });
}
