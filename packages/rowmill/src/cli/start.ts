import type { CommonOptions, Session } from './session.ts';

/** Runs the chosen command; engines are loaded then and not before, so that help is quick. */
export type Start = (
  options: CommonOptions,
  action: (session: Session) => Promise<number>,
) => Promise<void>;
