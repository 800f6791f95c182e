import type { Ajv } from 'ajv';
import { compileLinearPattern } from '../checks/patterns/linear-pattern.ts';
import { PatternError } from '../checks/patterns/pattern-machine.ts';
import { didYouMean } from '../request/nearest.ts';
import type { SchemaFault } from './schema-error.ts';
import type { PlacedSchema } from './schema-parts.ts';
import { joinPointer } from './schema-pointers.ts';

/** Formats of the drafts that are not checked: who asks for one would believe that it is. */
const UNCHECKED_FORMATS: ReadonlySet<string> = new Set([
  'idn-email',
  'idn-hostname',
  'iri',
  'iri-reference',
]);

/** Keywords, formats and patterns of one schema that nothing here can check: all of them at once. */
export function schemaFaults(ajv: Ajv, { schema, pointer }: PlacedSchema): SchemaFault[] {
  if (typeof schema === 'boolean') return [];
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const at = joinPointer(pointer, keyword);
    if (!isKnown(ajv, keyword)) return [{ pointer: at, message: unknownKeyword(ajv, keyword) }];
    if (keyword === 'format') return formatFaults(ajv, value, at);
    if (keyword === 'pattern') return patternFaults(value, at);
    if (keyword !== 'patternProperties' || typeof value !== 'object' || value === null) return [];
    return Object.keys(value).flatMap((pattern) =>
      patternFaults(pattern, joinPointer(at, pattern)),
    );
  });
}

function isKnown(ajv: Ajv, keyword: string): boolean {
  return Object.hasOwn(ajv.RULES.keywords, keyword) || Object.hasOwn(ajv.RULES.all, keyword);
}

function unknownKeyword(ajv: Ajv, keyword: string): string {
  const hint = didYouMean(keyword, Object.keys(ajv.RULES.keywords)) ?? 'correct its spelling';
  return `unknown keyword ${JSON.stringify(keyword)} - ${hint}, or start it with "x-" if it is a note`;
}

function formatFaults(ajv: Ajv, format: unknown, pointer: string): SchemaFault[] {
  if (typeof format !== 'string' || Object.hasOwn(ajv.formats, format)) return [];
  const name = JSON.stringify(format);
  if (UNCHECKED_FORMATS.has(format)) {
    return [{ pointer, message: `format ${name} is not checked here - use "pattern"` }];
  }
  const hint = didYouMean(format, Object.keys(ajv.formats)) ?? 'use a format of JSON Schema';
  return [{ pointer, message: `unknown format ${name} - ${hint}, or "pattern"` }];
}

function patternFaults(pattern: unknown, pointer: string): SchemaFault[] {
  if (typeof pattern !== 'string') return [];
  try {
    compileLinearPattern(pattern);
    return [];
  } catch (error) {
    return [{ pointer, message: explainPattern(pattern, error) }];
  }
}

function explainPattern(pattern: string, error: unknown): string {
  if (error instanceof PatternError) {
    return `the pattern ${JSON.stringify(pattern)} ${error.message}: there is no way to be sure that it ends in time - write it without`;
  }
  if (!(error instanceof SyntaxError)) throw error;
  const problem = error.message.replace(/^Invalid regular expression: /, '');
  return `invalid regular expression ${problem} - patterns are read in Unicode mode`;
}
