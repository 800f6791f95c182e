import type { Json } from '../../json.ts';
import { checkFields, type FieldCheck, type Fields } from '../fields/field-check.ts';
import { oneOf } from '../fields/plain.ts';
import { type Place, reportField } from '../place.ts';
import { objectArguments } from './object-arguments.ts';

const WRITER: Fields = {
  Resource: resource,
  Arguments: objectArguments(['Bucket', 'Prefix'], { required: ['Bucket'] }),
  WriterConfig: (value, place) => {
    checkFields(value, place, {
      Transformation: oneOf('NONE', 'COMPACT', 'FLATTEN'),
      OutputType: oneOf('JSON', 'JSONL'),
    });
  },
};

/** Source: AWS Step Functions developer guide, "ResultWriter (Map)". */
export const resultWriter: FieldCheck = (value, place) => {
  const writer = checkFields(value, place, WRITER);
  if (writer === undefined) return;
  const { Resource, Arguments, WriterConfig } = writer;
  if ((Resource === undefined) !== (Arguments === undefined)) {
    reportField(place, 'needs Resource and Arguments together, or neither of them');
  } else if (Resource === undefined && WriterConfig === undefined) {
    reportField(place, 'needs Resource and Arguments, or WriterConfig');
  }
};

function resource(value: Json, place: Place): void {
  if (typeof value === 'string' && /^arn:[\w-]+:states:::s3:putObject$/.test(value)) return;
  reportField(place, 'must be arn:aws:states:::s3:putObject', 'UNSUPPORTED');
}
