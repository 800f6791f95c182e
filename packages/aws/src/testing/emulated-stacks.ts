/** A stack as CloudFormation tells of it. */
export interface EmulatedStack {
  readonly name: string;
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
}

const XML = 'text/xml';

/** Answers DescribeStacks in the query protocol of AWS. */
export function describeStacks(
  query: URLSearchParams,
  stacks: readonly EmulatedStack[],
): { readonly status: number; readonly type: string; readonly body: string } {
  const name = query.get('StackName') ?? '';
  const stack = stacks.find((one) => one.name === name);
  if (stack === undefined) {
    const problem = `Stack with id ${name} does not exist`;
    return { status: 400, type: XML, body: errorOf('ValidationError', problem) };
  }
  const outputs = Object.entries(stack.outputs).map(
    ([key, value]) =>
      `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  const members = [
    `<StackName>${name}</StackName>`,
    '<CreationTime>2026-11-22T00:00:00Z</CreationTime>',
    `<StackStatus>${stack.status}</StackStatus>`,
    `<Outputs>${outputs.join('')}</Outputs>`,
  ];
  const body = `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>${members.join('')}</member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
  return { status: 200, type: XML, body };
}

const errorOf = (code: string, message: string): string =>
  `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
