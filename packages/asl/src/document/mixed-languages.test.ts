import { describeFaults, type Fault } from './testing/describe-faults.ts';
import { MIXED_DOCUMENT } from './testing/whole-document.ts';

const BRIDGE: readonly Fault[] = [
  [
    'First/InputPath',
    '$..id',
    /state "First": InputPath is "\$\.\.id", which is no reference path/,
  ],
  ['First/InputPath', '$.list[*]', /no reference path/],
  ['First/Parameters/id.$', "States.Format('{}', $.a)", /intrinsic function States\.Format/],
  ['First/Parameters/list/0/at.$', 1, /Parameters\.list\[0\]\.at\.\$ must be a path/],
  ['First/Assign/order.$', '$.a[?(@.b)]', /no reference path/],
  ['First/ResultPath', '$$.a', /a path into the input/],
  ['First/Output', {}, /field 'Output' is only supported for the 'JSONata'/],
  ['Compute/InputPath', '$', /field 'InputPath' is only supported for the 'JSONPath'/],
  [
    'Call',
    { Type: 'Wait', Seconds: 1, Next: 'Compute' },
    /state "Call": is a Wait state in JSONPath/,
  ],
  ['/QueryLanguage', 'JSONata', /only supported for the 'JSONPath'/, 'First/InputPath'],
];

describeFaults('states of JSONPath beside others', MIXED_DOCUMENT, BRIDGE);
