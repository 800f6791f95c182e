import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/folder.ts';
import { LOCAL_ARNS } from './functions.ts';
import { loadWorkflow, PIPELINE_FILE } from './load-workflow.ts';
import { WorkflowError } from './workflow-error.ts';

type Document = { States: Record<string, Record<string, unknown>> };

/** The pipeline, changed, as a user's document. */
function documentWith(change: (document: Document) => void): string {
  const document = JSON.parse(readFileSync(PIPELINE_FILE, 'utf8')) as Document;
  change(document);
  return fileWith(JSON.stringify(document));
}

function fileWith(text: string): string {
  const file = join(temporaryFolder(), 'my.asl.json');
  writeFileSync(file, text);
  return file;
}

async function problemsOf(file: string): Promise<string> {
  const failure: unknown = await loadWorkflow(file).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(WorkflowError);
  const { message } = failure as WorkflowError;
  const begins = (line: string): boolean => line.startsWith(`${file}: `) || line.startsWith('  ');
  expect(message.split('\n').every(begins)).toBe(true);
  return message.replaceAll(`${file}: `, '');
}

describe('the pipeline', () => {
  it('is a document that can be run, and calls every function but the one for users', async () => {
    const { machine, text } = await loadWorkflow();
    expect(machine.StartAt).toBe('HasSources');
    expect(text).not.toContain('${');
    const unused = Object.values(LOCAL_ARNS).filter((arn) => !text.includes(arn));
    expect(unused).toEqual([LOCAL_ARNS.RunCommandFunctionArn]);
  });
});

describe('a document of a user', () => {
  it('may add steps', async () => {
    const file = documentWith(({ States }) => {
      const { Catch } = States.RunTests ?? {};
      States.SetUpEnvironment = { ...States.SetUpEnvironment, Next: 'WarmUp' };
      States.WarmUp = {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: {
          FunctionName: '${RunCommandFunctionArn}',
          Payload: { run: '{% $states.context.Execution.Input.run %}', command: './warm-up.sh' },
        },
        Catch,
        Next: 'HasTest',
      };
    });
    const { machine } = await loadWorkflow(file);
    expect(Object.keys(machine.States)).toContain('WarmUp');
  });

  it('has to be there, and to be JSON', async () => {
    expect(await problemsOf(join(temporaryFolder(), 'none.json'))).toMatch(/ENOENT.*workflow/);
    expect(await problemsOf(fileWith('{'))).not.toBe('');
  });

  it('names unknown placeholders with what they may mean', async () => {
    const file = fileWith('{"a": "${PlanFunctionArm}", "b": "${Nothing}"}');
    expect(await problemsOf(file)).toMatch(
      /\$\{PlanFunctionArm\} - did you mean "?PlanFunctionArn.*\n.*\$\{Nothing\} - /,
    );
  });

  it('names unknown functions and resources by their states', async () => {
    const file = documentWith(({ States }) => {
      States.Plan = { ...States.Plan, Arguments: { FunctionName: 'rowmill-plam' } };
      States.StoreDataset = {
        ...States.StoreDataset,
        Resource: 'arn:aws:states:::sqs:sendMessage',
      };
    });
    expect(await problemsOf(file)).toMatch(
      /"Plan": there is no function rowmill-plam - did you mean "?rowmill-plan[\s\S]*"StoreDataset": nothing here does arn:aws:states:::sqs:sendMessage/,
    );
  });

  it('says by state and field what Step Functions would refuse', async () => {
    const file = documentWith(({ States }) => {
      States.Plan = { ...States.Plan, Next: 'Nowhere' };
    });
    expect(await problemsOf(file)).toMatch(/\/States\/Plan\/Next: .*Nowhere/);
  });

  it('has to remove what it provisions', async () => {
    const uncaught = documentWith(({ States }) => {
      const { Catch: _, ...rest } = States.SetUpEnvironment ?? {};
      States.SetUpEnvironment = rest;
    });
    expect(await problemsOf(uncaught)).toMatch(
      /^\/States\/SetUpEnvironment\/Catch: state "SetUpEnvironment" .*States\.ALL.*CleanUp$/,
    );
    const elsewhere = documentWith(({ States }) => {
      States.Distribute = {
        ...States.Distribute,
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }],
      };
    });
    expect(await problemsOf(elsewhere)).toContain('state "Distribute" comes after');
    const without = documentWith(({ States }) => {
      States.CleanUp = { Type: 'Pass', Next: 'Report' };
    });
    expect(await problemsOf(without)).toMatch(
      /"ProvisionEnvironments" provisions environments, and no state removes them/,
    );
  });
});
