/** Forms that others read; the number is the version of the form. */
export type PublishedSchema =
  | 'report-1'
  | 'checks-1'
  | 'profile-1'
  | 'failure-1'
  | 'validation-1'
  | 'file-failure-1';

/** What `$schema` of a file says, and `$id` of its schema. */
export function schemaUri(name: PublishedSchema): string {
  return `https://rowmill.dev/schema/${name}.json`;
}
