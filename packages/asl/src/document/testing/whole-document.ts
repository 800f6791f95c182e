import type { JsonObject } from '../../json.ts';

/** A document that has every type of state and most fields, and that is accepted. */
export const WHOLE_DOCUMENT = {
  Comment: 'Orders of a day',
  QueryLanguage: 'JSONata',
  Version: '1.0',
  TimeoutSeconds: 3600,
  StartAt: 'Prepare',
  States: {
    Prepare: {
      Type: 'Pass',
      Output: { day: '{% $states.input.day %}', limits: [1, '{% 1 + 1 %}'] },
      Assign: { day: '{% $states.input.day %}', tries: 0 },
      Next: 'Fetch',
    },
    Fetch: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'fetch', Payload: { day: '{% $day %}' } },
      Credentials: { RoleArn: 'arn:aws:iam::111111111111:role/fetch' },
      TimeoutSeconds: 60,
      HeartbeatSeconds: '{% $states.input.heartbeat %}',
      Retry: [
        {
          ErrorEquals: ['States.Timeout', 'Lambda.TooManyRequestsException'],
          IntervalSeconds: 2,
          MaxAttempts: 4,
          BackoffRate: 1.5,
          MaxDelaySeconds: 30,
          JitterStrategy: 'FULL',
        },
        { ErrorEquals: ['States.ALL'], MaxAttempts: 0 },
      ],
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          Output: '{% $states.errorOutput %}',
          Assign: { problem: '{% $states.errorOutput.Cause %}' },
          Next: 'GiveUp',
        },
      ],
      Output: '{% $states.result.Payload %}',
      Assign: { orders: '{% $states.result.Payload.orders %}' },
      Next: 'Decide',
    },
    Decide: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $count($orders) = 0 %}', Next: 'Done', Output: { orders: 0 } },
        { Condition: true, Next: 'Rest', Assign: { rested: true } },
      ],
      Default: 'Done',
    },
    Rest: { Type: 'Wait', Seconds: 5, Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Arguments: { orders: '{% $orders %}' },
      Branches: [
        {
          StartAt: 'Count',
          States: {
            Count: { Type: 'Pass', Assign: { count: 1 }, Next: 'CountEnd' },
            CountEnd: { Type: 'Succeed' },
          },
        },
        {
          StartAt: 'Until',
          States: { Until: { Type: 'Wait', Timestamp: '2030-01-01T00:00:00Z', End: true } },
        },
      ],
      Next: 'Each',
    },
    Each: {
      Type: 'Map',
      Items: '{% $orders %}',
      ItemSelector: { order: '{% $states.context.Map.Item.Value %}' },
      MaxConcurrency: 3,
      ToleratedFailureCount: 1,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'INLINE' },
        StartAt: 'Ship',
        States: {
          Ship: {
            Type: 'Task',
            Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
            Arguments: { MessageBody: '{% $states.context.Task.Token %}', Day: '{% $day %}' },
            End: true,
          },
        },
      },
      Next: 'Archive',
    },
    Archive: {
      Type: 'Map',
      Label: 'archive',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        Arguments: { Bucket: 'orders', Key: '{% $day & ".csv" %}' },
        ReaderConfig: {
          InputType: 'CSV',
          CSVHeaderLocation: 'GIVEN',
          CSVHeaders: ['id', 'amount'],
          CSVDelimiter: 'PIPE',
          MaxItems: 1000,
        },
      },
      ItemSelector: { id: '{% $states.context.Map.Item.Value.id %}', day: '{% $day %}' },
      ItemBatcher: { MaxItemsPerBatch: 10, BatchInput: { day: '{% $day %}' } },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Store',
        States: {
          Store: { Type: 'Pass', Assign: { day: '{% $states.input.BatchInput.day %}' }, End: true },
        },
      },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Arguments: { Bucket: 'orders', Prefix: 'results' },
        WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSONL' },
      },
      ToleratedFailurePercentage: 2.5,
      Next: 'Done',
    },
    Done: { Type: 'Succeed', Output: { orders: '{% $count($orders) %}' } },
    GiveUp: { Type: 'Fail', Error: 'NoOrders', Cause: '{% $problem %}' },
  },
} as const satisfies JsonObject;

/** A document that mixes both query languages by state. */
export const MIXED_DOCUMENT = {
  StartAt: 'First',
  States: {
    First: {
      Type: 'Pass',
      InputPath: '$.order',
      Parameters: { 'id.$': '$.id', list: [{ 'at.$': '$$.State.EnteredTime' }] },
      ResultPath: '$.found',
      OutputPath: '$',
      Assign: { 'order.$': '$.found.id', kind: 'paper' },
      Next: 'Call',
    },
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'call', 'Payload.$': '$order' },
      ResultSelector: { 'answer.$': '$.Payload' },
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Last' }],
      Next: 'Compute',
    },
    Compute: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $kind %}', Next: 'Last' },
    Last: { Type: 'Succeed', InputPath: "$['a'][0]" },
  },
} as const satisfies JsonObject;
