import type { Variables } from '../output.ts';

/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  /** `hint`: it works, but something is missing or lies about. */
  readonly status: 'ok' | 'hint' | 'problem';
  readonly detail: string;
  /** How to mend it. */
  readonly fix?: string;
}

export interface LookOptions {
  readonly store: string;
  /** Remove what ended runs left behind. */
  readonly fix: boolean;
  readonly variables: Variables;
}
