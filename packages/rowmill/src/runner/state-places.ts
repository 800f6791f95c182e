import type { HistoryEvent, StateMachine } from '@rowmill/asl';

/** Where an event of a history belongs: to a top-level state itself, or to states inside it. */
export interface StatePlace {
  /** Top-level state. */
  readonly state: string;
  readonly isInside: boolean;
}

/** States around an event, the outermost first. */
type Path = readonly { readonly name: string; readonly kind: string }[];

const BORDER = /^(\w+)State(Entered|Exited)$/;
const FAILED_AROUND = /^(Parallel|Map)StateFailed$/;

/**
 * Finds the places of events, which are given in their order. Each names the one before it in its branch: what a state
 * did can be told from what branches beside it did.
 */
export function statePlaces({
  States,
}: StateMachine): (event: HistoryEvent) => StatePlace | undefined {
  const paths = new Map<number, Path>();
  return (event) => {
    const before = paths.get(event.previousEventId) ?? [];
    const name = String(event.details?.value.name ?? '');
    const isBorder = BORDER.test(event.type);
    const isTopBorder = isBorder && States[name] !== undefined;
    const path = pathAfter(isTopBorder ? [] : before, event.type, name);
    paths.set(event.id, path);
    if (isTopBorder) return { state: name, isInside: false };
    const [top] = path;
    return top && { state: top.name, isInside: path.length > 1 || isBorder };
  };
}

/** States around whatever follows the event in its branch. */
function pathAfter(before: Path, type: string, name: string): Path {
  const [, kind, side] = BORDER.exec(type) ?? [];
  if (side === 'Exited') {
    const at = before.findLastIndex((state) => state.name === name);
    return at < 0 ? before : before.slice(0, at);
  }
  if (kind !== undefined) return [...before, { name, kind }];
  // A state with branches fails right behind the state of a branch that failed.
  const [, around] = FAILED_AROUND.exec(type) ?? [];
  if (around === undefined) return before;
  return before.slice(0, before.findLastIndex((state) => state.kind === around) + 1);
}
