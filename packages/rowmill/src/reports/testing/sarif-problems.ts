import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';

const require = createRequire(import.meta.url);

/** The schema that Microsoft's matchers for Jest carry, which is the one of OASIS. */
const SCHEMA = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

/** Asked for a draft that Ajv does not know, of which it uses nothing that newer ones lack. */
const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(SCHEMA, 'utf8'));

const validate = new Ajv({
  strict: false,
  allErrors: true,
  validateFormats: false,
  // One of its patterns is none where expressions know of Unicode.
  unicodeRegExp: false,
}).compile(schema);

/** What of a log is not as SARIF 2.1.0 has it. */
export function sarifProblems(log: object): string[] {
  validate(log);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
