import { describeFaults, type Fault } from './testing/describe-faults.ts';
import { WHOLE_DOCUMENT } from './testing/whole-document.ts';

const STRUCTURE: readonly Fault[] = [
  ['/StartAt', undefined, /^These fields are required: \[StartAt\]$/, '/'],
  ['/StartAt', 'Nowhere', /^Missing 'Next' target: Nowhere - StartAt must/],
  ['Fetch/Next', 'Nowhere', /Nowhere - Next of state "Fetch"/],
  ['Decide/Default', 'X', /target: X - Default of state "Decide"/],
  ['Decide/Choices/0/Next', 'X', /Next in Choices\[0\] of state "Decide"/],
  ['Fetch/Catch/0/Next', 'Count', /target: Count/],
  ['Alone', { Type: 'Succeed' }, /^State "Alone" is not reachable\./],
  ['Rest/Next', undefined, /state "Rest": has neither Next nor "End"/, 'Rest'],
  ['Rest/End', true, /state "Rest": has Next and End/, 'Rest'],
  ['Done/Next', 'Rest', /Field 'Next' is not supported - state "Done": its fields/, 'Done'],
  ['Done/Type', undefined, /The field 'Type' is required/, 'Done'],
  ['GiveUp/Type', 'Failure', /state "GiveUp": Type must be one of Pass, Task/],
  ['/Language', 'en', /Field 'Language' is not supported - the document: its fields are/, '/'],
  ['/TimeoutSeconds', 0, /the document: TimeoutSeconds must be a whole number from 1/],
  ['Both/Branches', [], /state "Both": Branches must not be an empty list/],
  ['Both/Branches/0/StartAt', undefined, /required: \[StartAt\]/, 'Both/Branches/0'],
  ['Both/Branches/1/States/Until/End', false, /neither Next nor/, 'Both/Branches/1/States/Until'],
  ['Decide/Choices', [], /state "Decide": Choices must not be an empty list/],
  ['Decide/Choices/1/Condition', 'yes', /Choices\[1\]\.Condition must be true, false or an/],
  ['Rest/Timestamp', '2030-01-01T00:00:00Z', /either Seconds or Timestamp/, 'Rest'],
];

describeFaults('the structure of a document', WHOLE_DOCUMENT, STRUCTURE);
