import { readFileSync } from 'node:fs';
import { PIPELINE_FILE } from 'rowmill/engine';
import { expect, test } from 'vitest';
import { WORKFLOW_LAMBDAS } from '../deployment.ts';
import { checkPlaceholders, checkWorkflow, placeholdersOf } from './placeholders.ts';

test('placeholders are found once, wherever they stand', () => {
  expect(placeholdersOf(`"\${A}" "{% \${B} ? '\${A}' %}"`)).toEqual(['A', 'B']);
});

test('a document may call every function of the deployment', () => {
  const document = Object.keys(WORKFLOW_LAMBDAS).map((name) => `\${${name}}`);
  expect(() => checkPlaceholders(document.join())).not.toThrow();
});

test('every placeholder that nothing stands for is named', () => {
  const names = ['RunCommandFunctionArn', 'PlanFunctionArn', 'Own'];
  expect(() => checkPlaceholders(names.map((name) => `\${${name}}`).join())).toThrow(
    /\$\{RunCommandFunctionArn\}[\s\S]*\$\{Own\}/,
  );
});

test('the pipeline can be deployed', () => {
  expect(() => checkWorkflow(readFileSync(PIPELINE_FILE, 'utf8'))).not.toThrow();
});

test.each([
  ['that is no JSON', '{', /^the deployment cannot be made:\n- workflow: /],
  ['without states', '{"StartAt":"A","States":{}}', /- workflow: .*(States|StartAt)/],
  [
    'that calls nothing',
    '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}',
    /- workflow: it calls no function of the deployment - use \$\{PlanFunctionArn\}/,
  ],
])('a document %s is refused, with what to do', (_, text, message) => {
  expect(() => checkWorkflow(text)).toThrow(message);
});

test('a document may have what Step Functions takes, and the interpreter does not', () => {
  const states = `{
    "Tell": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Next": "Plan" },
    "Plan": { "Type": "Task", "Resource": "\${PlanFunctionArn}", "End": true }
  }`;
  expect(() => checkWorkflow(`{ "StartAt": "Tell", "States": ${states} }`)).not.toThrow();
});
