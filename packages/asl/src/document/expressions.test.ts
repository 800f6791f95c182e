import { describeFaults, type Fault } from './testing/describe-faults.ts';
import { WHOLE_DOCUMENT } from './testing/whole-document.ts';

const EXPRESSIONS: readonly Fault[] = [
  [
    'Done/Output',
    '{% 1 + %}',
    /^Unexpected end of expression - state "Done": Output has \{% 1 \+ %\}.*behind character 3/,
  ],
  ['Prepare/Output/limits/1', '{% [1, %}', /state "Prepare": Output\.limits\[1\]/],
  [
    'Done/Output/orders',
    '{% phone.home %}',
    /^Reference to 'phone' at the top level is not supported\./,
  ],
  [
    'Done/Output/orders',
    '{% $.orders %}',
    /^Reference to '\$' at the top level is not supported\./,
  ],
  ['Done/Output/orders', '{% 1', /Output\.orders begins with \{% and does not end with %\}/],
  ['Done/Output/orders', '1 %}', /Output\.orders ends with %\} and does not begin with \{%/],
  ['Done/Output/orders', '{%}', /Output\.orders begins with \{%/],
  ['Done/Output/orders', '{% $eval("1") %}', /state "Done": Output\.orders calls \$eval/],
  ['Done/Output/orders', '{% $$.a %}', /refers to \$\$/],
  [
    'Fetch/Arguments/Payload',
    '{% $states.result %}',
    /Arguments\.Payload refers to \$states\.result/,
  ],
  ['Fetch/Output', '{% $states.errorOutput %}', /only there in Output and Assign of a Catch/],
  ['Rest/Seconds', '{% $states.result %}', /refers to \$states\.result/],
];

const VARIABLES: readonly Fault[] = [
  ['Prepare/Assign/states', 1, /reserved variable \$states/],
  ['Prepare/Assign/a-b', 1, /no name for a variable/],
  [
    'Prepare/Assign/vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv',
    1,
    /more than 80 characters/,
  ],
  [
    'Both/Branches/0/States/Count/Assign',
    { orders: 1 },
    /state "Count": Assign sets \$orders, which a state outside/,
    'Both/Branches/0/States/Count/Assign/orders',
  ],
  [
    'Each/ItemProcessor/States/Ship/Assign',
    { problem: 1 },
    /Assign sets \$problem/,
    'Each/ItemProcessor/States/Ship/Assign/problem',
  ],
  [
    'Archive/ItemProcessor/States/Store/Output',
    '{% $orders %}',
    /state "Store": Output: \$orders is assigned outside of the distributed map/,
  ],
];

describeFaults('expressions', WHOLE_DOCUMENT, EXPRESSIONS);
describeFaults('variables', WHOLE_DOCUMENT, VARIABLES);
