import type { RemovalPolicy } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { WORKFLOW_LAMBDAS } from '../deployment.ts';
import type { Places } from './access/places.ts';
import { stateMachineStatements } from './access/service-statements.ts';
import { addRole } from './add-role.ts';
import type { Functions } from './functions.ts';
import { addLogGroup } from './log-group.ts';
import type { namesOf } from './names.ts';
import { checkWorkflow, placeholdersOf } from './placeholders.ts';

export interface StateMachineOptions {
  readonly names: ReturnType<typeof namesOf>;
  readonly places: Places;
  readonly functions: Functions;
  /** Text of the workflow document, with its placeholders. */
  readonly workflow: string;
  readonly key: IKey;
  readonly logDays: number;
  readonly removalPolicy: RemovalPolicy;
}

/** The workflow document as it is, with the functions of the deployment in place of its placeholders. */
export function addStateMachine(
  scope: Construct,
  { names, places, functions, workflow, key, logDays, removalPolicy }: StateMachineOptions,
): StateMachine {
  checkWorkflow(workflow);
  const used = new Set(placeholdersOf(workflow));
  const definitionSubstitutions = Object.fromEntries(
    Object.entries(WORKFLOW_LAMBDAS)
      .filter(([placeholder]) => used.has(placeholder))
      .map(([placeholder, { entry }]) => [placeholder, functions[entry].functionArn]),
  );
  const destination = addLogGroup(scope, 'StateMachineLogs', {
    prefix: names.logs.states,
    key,
    days: logDays,
    removalPolicy,
  });
  const role = addRole(scope, 'StateMachineRole', {
    principal: new ServicePrincipal('states.amazonaws.com'),
    description: `${names.stack}: the state machine`,
    statements: stateMachineStatements(places, Object.values(definitionSubstitutions)),
  });
  return new StateMachine(scope, 'StateMachine', {
    stateMachineName: names.stateMachine,
    // Runs take as long as their tests, and are driven again after a failure: Express can do neither.
    stateMachineType: StateMachineType.STANDARD,
    definitionBody: DefinitionBody.fromString(workflow),
    definitionSubstitutions,
    role,
    tracingEnabled: true,
    // Inputs, outputs and causes of failures stay out of logs: messages of a database may quote a cell.
    logs: { destination, level: LogLevel.ALL, includeExecutionData: false },
  });
}
