import type { MapState } from '../../document/states.ts';
import { StateFailure } from '../../errors.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { LIMITS } from '../../limits.ts';
import { evaluate } from '../../query/evaluate.ts';
import { evaluateInteger, evaluateItems } from '../../query/evaluate-typed.ts';
import { itemContext, scopeOf } from '../context.ts';
import type { Flow, MapItem } from '../state.ts';
import type { Turn } from '../turn.ts';

/** What a map goes through: an array, or the members of an object, in their order. */
export interface MapItems {
  readonly items: readonly Json[];
  /** Names of the members, as many as there are items. */
  readonly keys?: readonly string[];
}

/** `Items`, or the input of the state. */
export async function itemsOf(
  turn: Turn,
  flow: Flow,
  { Items }: Pick<MapState, 'Items'>,
): Promise<MapItems> {
  if (Items !== undefined) return listed(await evaluateItems(Items, 'Items', scopeOf(turn, flow)));
  const { input } = flow.visit;
  if (Array.isArray(input) || isObject(input)) return listed(input);
  throw new StateFailure(
    'States.QueryEvaluationError',
    `Map state input must be an array but was: ${JSON.stringify(input)}`,
  );
}

function listed(given: readonly Json[] | JsonObject): MapItems {
  if (Array.isArray(given)) return { items: given };
  return { items: Object.values(given), keys: Object.keys(given) };
}

/** `MaxConcurrency`; where it is 0 or not there, there is no limit but AWS's own. */
export async function concurrencyOf(
  turn: Turn,
  flow: Flow,
  { MaxConcurrency = 0 }: Pick<MapState, 'MaxConcurrency'>,
): Promise<number> {
  const options = { field: 'MaxConcurrency', scope: scopeOf(turn, flow), min: 0 };
  const limit = await evaluateInteger(MaxConcurrency, options);
  return limit === 0 ? LIMITS.mapRunConcurrency : limit;
}

/** What an iteration or child gets: the item, or what `ItemSelector` makes of it. */
export async function selectInput(
  turn: Turn,
  flow: Flow,
  { ItemSelector }: Pick<MapState, 'ItemSelector'>,
  item: MapItem,
): Promise<Json> {
  const { key, value } = item;
  if (ItemSelector === undefined) return key === undefined ? value : { Key: key, Value: value };
  const context: JsonObject = itemContext(item);
  const scope = scopeOf(turn, flow, { context });
  // The item draws values of its own, the same ones whenever its child is begun again.
  const seed = `${turn.facts.seed}/${flow.id}/${flow.visit.eventId}/${item.index}`;
  return evaluate(ItemSelector, 'ItemSelector', { ...scope, seed });
}
