import { REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import type { SarifRule } from './sarif-log.ts';

/** Checks that no expectation of a request asks for: their names say what they expect. */
const OWN: Readonly<Record<string, string>> = {
  rowsMatchJsonSchema: 'Every row is as the JSON Schema of its table says.',
  invalidRowsAreTold: 'Every row that breaks a rule on purpose is reported by this rule.',
  masksAreProven: 'What was masked has been measured.',
  valuesDoNotSurvive: 'No value of the source is found in what is delivered.',
  masksLieInReservedRanges: 'Masks lie in ranges that their issuers keep free for ever.',
  masksFitTheColumn: 'Masks fit the type and the length of their column.',
  noPersonalDataIsFound: 'No detector finds personal data in a column that is said to hold none.',
  rowsAreKAnonymous: 'As many rows as were asked for are alike in all quasi-identifiers.',
  classesAreLDiverse: 'Each equivalence class has as many different values as were asked for.',
  classesAreTClose: 'Each equivalence class is as close to the whole as was asked for.',
};

const HELP =
  'The report lists the rows that fail by their keys, with the command that shows one again. Mend the rule of the column, or change what the request expects; `waive` accepts a failing check until a day that you name.';

/** What a check of this name expects, for whoever meets it outside of its request. */
export function describeRule(name: string): SarifRule {
  const expectation = REQUEST_DEFINITIONS.expectations.find((known) => known.name === name);
  return { id: name, summary: expectation?.summary ?? OWN[name] ?? sentenceOf(name), help: HELP };
}

/** `claim-gdpr-is-earned` and `valuesAreOdd` are sentences already. */
function sentenceOf(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll('-', ' ');
  const sentence = words.toLowerCase();
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}
