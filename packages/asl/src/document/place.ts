import type { DocumentIssue } from '../errors.ts';
import { memberOf } from './pointer.ts';
import type { QueryLanguage } from './states.ts';
import type { VariableScope } from './variable-scope.ts';

export type MachineType = 'STANDARD' | 'EXPRESS';

/** What holds for all fields of a state, or of the document outside of its states. */
export interface Setting {
  /** `state "Build"`, or `the document`. */
  readonly subject: string;
  readonly language: QueryLanguage;
  /** Of the execution that runs the state. */
  readonly type: MachineType;
  readonly scope: VariableScope;
  readonly report: (issue: DocumentIssue) => void;
}

/** Where a value stands: a state, a field of it, or a part of a field. */
export interface Place {
  /** JSON Pointer (RFC 6901). */
  readonly location: string;
  /** Inside of the state: `Retry[0].MaxAttempts`; empty for the state itself. */
  readonly field: string;
  readonly setting: Setting;
}

export function within(place: Place, key: string | number): Place {
  const step = typeof key === 'number' ? `[${key}]` : `.${key}`;
  return {
    ...place,
    location: memberOf(place.location, key),
    field: `${place.field}${step}`.replace(/^\./, ''),
  };
}

/** Reports in the words of AWS, or in others that name state and field themselves. */
export function report(place: Place, message: string, code = 'SCHEMA_VALIDATION_FAILED'): void {
  place.setting.report({ location: place.location || '/', code, message });
}

/** Reports what a field has to be, e.g. `must be a whole number`. */
export function reportField(place: Place, requirement: string, code?: string): void {
  const { subject } = place.setting;
  report(place, `${subject}: ${place.field ? `${place.field} ` : ''}${requirement}`, code);
}
