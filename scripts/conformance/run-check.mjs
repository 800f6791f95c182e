import { checkDocument } from '@rowmill/asl';
import { firstDifference } from './compare.mjs';

/** A document that AWS judged: by `ValidateStateMachineDefinition`, or by refusing to create a machine of it. */
export function runCheck({ kind, definition, workflowType, expected }) {
  const isExpress =
    workflowType === 'EXPRESS' || JSON.stringify(expected).includes('Express state machine');
  const issues = checkDocument(definition, { type: isExpress ? 'EXPRESS' : 'STANDARD' });
  // What only this interpreter refuses is no matter between it and AWS, unless AWS accepts the document.
  const shared = issues.filter(({ code }) => code !== 'UNSUPPORTED');
  const isRefusedHere = shared.length < issues.length;
  const isAccepted = kind === 'validate' && expected.result === 'OK';
  if (isAccepted && isRefusedHere && shared.length === 0) {
    return { differences: [], excluded: `not supported: ${issues[0].message}` };
  }
  const difference =
    kind === 'validate'
      ? firstDifference(expected.diagnostics, shared.map(diagnostic))
      : firstDifference(expected.response.message, creationMessage(shared));
  return { differences: difference === undefined ? [] : [difference] };
}

function diagnostic({ code, location, message }) {
  return { code, ...(location !== '' && { location }), message, severity: 'ERROR' };
}

function creationMessage(issues) {
  const texts = issues.map(({ code, location, message }) => `${code}: ${message} at ${location}`);
  return `Invalid State Machine Definition: '${texts.join(', ')}'`;
}
