import { expect, test } from 'vitest';
import { WORKFLOW_LAMBDAS } from '../deployment.ts';
import { checkPlaceholders, placeholdersOf } from './placeholders.ts';

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
