import { causeText } from 'rowmill/engine';

/**
 * What Step Functions and Lambda call what they lack, and how to go on; the pipeline has tried again by then. Source: AWS
 * Step Functions developer guide, "Handling errors"; Lambda API reference, Invoke (2026-11-22).
 */
const ADVICE: Readonly<Record<string, string>> = {
  'Lambda.TooManyRequestsException':
    'Lambda had no room for another function, even after several tries - have fewer runs at the same time, or ask for more concurrent executions in Service Quotas (Lambda), then: rowmill runs redrive',
  'Lambda.KMSAccessDeniedException':
    'Lambda may not use the KMS key of its variables - have kms:Decrypt allowed for the role of the function, or deploy again: rowmill deploy',
  'Lambda.KMSDisabledException':
    'the KMS key of the functions is disabled - enable it again, or deploy with another one',
};

/** Why a run did not pass, in words: those of AWS, and behind them what to do where they do not say. */
export function explainedCause(error: string, cause: string): string {
  const advice = ADVICE[error];
  const text = causeText(cause);
  return advice === undefined ? text : `${text === '' ? error : text}: ${advice}`;
}
