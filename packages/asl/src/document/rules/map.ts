import { isObject, type Json, type JsonObject } from '../../json.ts';
import { LIMITS } from '../../limits.ts';
import { computedNumber, computedWholeNumber, orExpression, payload } from '../fields/computed.ts';
import {
  checkFields,
  type FieldCheck,
  type Fields,
  inJsonata,
  required,
} from '../fields/field-check.ts';
import { object, oneOf } from '../fields/plain.ts';
import { type Place, reportField, within } from '../place.ts';
import { COMMON, checkSuccessor, handsOn, SUCCESSOR } from './common.ts';
import { FAILURE_HANDLERS } from './failure-handlers.ts';
import { itemReader } from './item-reader.ts';
import { resultWriter } from './result-writer.ts';

const ITEM_BATCHER: Fields = {
  MaxItemsPerBatch: computedWholeNumber({ min: 1 }),
  MaxInputBytesPerBatch: computedWholeNumber({ min: 1, max: LIMITS.payloadBytes }),
  BatchInput: payload(),
};

const MAP: Fields = {
  ...COMMON,
  ...SUCCESSOR,
  ...handsOn('result'),
  ...FAILURE_HANDLERS,
  ItemProcessor: required(object),
  Items: inJsonata(items),
  ItemSelector: payload(),
  MaxConcurrency: computedWholeNumber({ min: 0 }),
  ToleratedFailureCount: computedWholeNumber({ min: 0 }),
  ToleratedFailurePercentage: computedNumber({ min: 0, max: 100 }),
  Label: label,
  ItemReader: itemReader,
  ItemBatcher: itemBatcher,
  ResultWriter: resultWriter,
};

export const map: FieldCheck = (value, place) => {
  const state = checkFields(value, place, MAP);
  if (state === undefined) return;
  checkSuccessor(state, place);
  checkMode(state, place);
  if (state.Items !== undefined && state.ItemReader !== undefined) {
    reportField(place, 'has Items and ItemReader - remove one of them');
  }
};

/** Whether the items of a map run in executions of their own, and in which kind. */
export function processorMode(processor: Json | undefined): {
  readonly isDistributed: boolean;
  readonly isExpress: boolean;
} {
  const config = isObject(processor) ? processor.ProcessorConfig : undefined;
  if (!isObject(config)) return { isDistributed: false, isExpress: false };
  return {
    isDistributed: config.Mode === 'DISTRIBUTED',
    isExpress: config.ExecutionType === 'EXPRESS',
  };
}

export const processorConfig: FieldCheck = (value, place) => {
  const config = checkFields(value, place, {
    Mode: oneOf('INLINE', 'DISTRIBUTED'),
    ExecutionType: oneOf('STANDARD', 'EXPRESS'),
  });
  if (config === undefined) return;
  const isDistributed = config.Mode === 'DISTRIBUTED';
  if (isDistributed && config.ExecutionType === undefined) {
    reportField(place, 'needs ExecutionType: "STANDARD" or "EXPRESS", as its Mode is DISTRIBUTED');
  }
  if (!isDistributed && config.ExecutionType !== undefined) {
    reportField(place, 'has ExecutionType, which only goes with "Mode": "DISTRIBUTED"');
  }
};

const DISTRIBUTED_ONLY = ['ItemReader', 'ItemBatcher', 'ResultWriter', 'Label'] as const;

function checkMode(state: JsonObject, place: Place): void {
  if (!processorMode(state.ItemProcessor).isDistributed) {
    for (const field of DISTRIBUTED_ONLY) {
      if (state[field] === undefined) continue;
      const hint = 'only goes with "Mode": "DISTRIBUTED" in ItemProcessor.ProcessorConfig';
      reportField(within(place, field), hint);
    }
  } else if (place.setting.type === 'EXPRESS') {
    const hint = 'is DISTRIBUTED, which an express state machine cannot have - use INLINE';
    reportField(within(within(place, 'ItemProcessor'), 'ProcessorConfig'), hint);
  }
}

function items(value: Json, place: Place): void {
  if (typeof value === 'object' && value !== null) payload()(value, place);
  else ITEMS(value, place);
}

const ITEMS = orExpression((_, place) =>
  reportField(place, 'must be a list, an object, or an expression {% … %} for one'),
);

function itemBatcher(value: Json, place: Place): void {
  const batcher = checkFields(value, place, ITEM_BATCHER);
  if (batcher === undefined) return;
  if (batcher.MaxItemsPerBatch === undefined && batcher.MaxInputBytesPerBatch === undefined) {
    reportField(place, 'needs MaxItemsPerBatch or MaxInputBytesPerBatch');
  }
}

const LABEL = /^[^\s?*<>{}[\]"#%\\^|~`$&,;:/\p{Cc}]{1,40}$/u;

function label(value: Json, place: Place): void {
  if (typeof value === 'string' && LABEL.test(value)) return;
  reportField(
    place,
    'must be 1 to 40 characters without white space and without ? * < > { } [ ] " # % \\ ^ | ~ ` $ & , ; : /',
  );
}
