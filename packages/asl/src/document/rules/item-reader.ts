import type { Json, JsonObject } from '../../json.ts';
import { LIMITS } from '../../limits.ts';
import { computedWholeNumber } from '../fields/computed.ts';
import { checkFields, type FieldCheck, type Fields, required } from '../fields/field-check.ts';
import { anything, listOf, oneOf, text } from '../fields/plain.ts';
import { type Place, reportField, within } from '../place.ts';
import { objectArguments } from './object-arguments.ts';

const READER: Fields = {
  Resource: required(resource),
  Arguments: anything,
  ReaderConfig: (value, place) => {
    checkFields(value, place, CONFIG);
  },
};

const CONFIG: Fields = {
  InputType: inputType,
  CSVHeaderLocation: oneOf('FIRST_ROW', 'GIVEN'),
  CSVHeaders: listOf(text),
  CSVDelimiter: oneOf('COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB'),
  MaxItems: computedWholeNumber({ min: 1, max: LIMITS.readerItems }),
  Transformation: oneOf('NONE', 'LOAD_AND_FLATTEN'),
};

const FILE_ARGUMENTS = objectArguments(['Bucket', 'Key'], { required: ['Bucket', 'Key'] });
const LIST_ARGUMENTS = objectArguments(['Bucket', 'Prefix'], { required: ['Bucket'] });

const READS = /^arn:[\w-]+:states:::s3:getObject$/;
const LISTS = /^arn:[\w-]+:states:::s3:listObjectsV2$/;

/** Source: AWS Step Functions developer guide, "ItemReader (Map)". */
export const itemReader: FieldCheck = (value, place) => {
  const reader = checkFields(value, place, READER);
  if (reader === undefined) return;
  const { Resource, ReaderConfig } = reader;
  const config = (ReaderConfig ?? {}) as JsonObject;
  const here = within(place, 'ReaderConfig');
  const isList = typeof Resource === 'string' && LISTS.test(Resource);
  const readsFiles = !isList || config.Transformation === 'LOAD_AND_FLATTEN';
  if (readsFiles && config.InputType === undefined) {
    reportField(here, 'needs InputType: "JSON", "JSONL" or "CSV"');
  }
  if (!isList && config.Transformation !== undefined) {
    reportField(within(here, 'Transformation'), 'only goes with the resource s3:listObjectsV2');
  }
  (isList ? LIST_ARGUMENTS : FILE_ARGUMENTS)(reader.Arguments ?? {}, within(place, 'Arguments'));
  checkCsv(config, here);
};

function resource(value: Json, place: Place): void {
  if (typeof value === 'string' && (READS.test(value) || LISTS.test(value))) return;
  reportField(
    place,
    'must be arn:aws:states:::s3:getObject or arn:aws:states:::s3:listObjectsV2',
    'UNSUPPORTED',
  );
}

function inputType(value: Json, place: Place): void {
  if (value === 'JSON' || value === 'JSONL' || value === 'CSV') return;
  const hint = 'is not supported: convert the items to JSON, JSONL or CSV';
  reportField(place, `${JSON.stringify(value)} ${hint}`, 'UNSUPPORTED');
}

function checkCsv(config: JsonObject, place: Place): void {
  const isCsv = config.InputType === 'CSV';
  for (const field of ['CSVHeaderLocation', 'CSVHeaders', 'CSVDelimiter']) {
    if (!isCsv && config[field] !== undefined) {
      reportField(within(place, field), 'only goes with the InputType "CSV"');
    }
  }
  if (!isCsv) return;
  const location = config.CSVHeaderLocation;
  if (location === undefined) {
    reportField(place, 'needs CSVHeaderLocation: "FIRST_ROW" or "GIVEN"');
  } else if ((location === 'GIVEN') !== (config.CSVHeaders !== undefined)) {
    reportField(place, 'needs CSVHeaders with CSVHeaderLocation "GIVEN", and only then');
  }
}
