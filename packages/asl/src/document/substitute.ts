import { DocumentError, type DocumentIssue } from '../errors.ts';

const PLACEHOLDER = /\$\{([A-Za-z0-9_.-]+)\}/g;

/**
 * Replaces each `${Name}` by its value, as `DefinitionSubstitutions` of CloudFormation, SAM and CDK do: as text,
 * before the document is read, so that a value may also be a number that stands outside of quotes.
 *
 * Source: AWS CloudFormation, `AWS::StepFunctions::StateMachine`. Stricter than AWS, which leaves a name without
 * a value as it is and passes over a value that nothing asks for.
 *
 * @throws {@link DocumentError} with every name that has no value, and every value that no placeholder names.
 */
export function substitute(
  text: string,
  values: Readonly<Record<string, string | number | boolean>>,
): string {
  const unused = new Set(Object.keys(values));
  const issues: DocumentIssue[] = [];
  const substituted = text.replace(PLACEHOLDER, (placeholder, name: string, offset: number) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) issues.push(missing(placeholder, text, offset));
    unused.delete(name);
    return String(value);
  });
  for (const name of unused) issues.push(leftOver(name));
  if (issues.length > 0) throw new DocumentError(issues);
  return substituted;
}

function missing(placeholder: string, text: string, offset: number): DocumentIssue {
  const before = text.slice(0, offset).split('\n');
  const column = (before.at(-1) ?? '').length + 1;
  return {
    location: `line ${before.length}, column ${column}`,
    code: 'MISSING_SUBSTITUTION',
    message: `nothing is given for ${placeholder} - add it to the substitutions`,
  };
}

function leftOver(name: string): DocumentIssue {
  return {
    location: '/',
    code: 'UNUSED_SUBSTITUTION',
    message: `the document has no \${${name}} - remove ${name} from the substitutions, or correct its name`,
  };
}
