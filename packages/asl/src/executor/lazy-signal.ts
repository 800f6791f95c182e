/** An abort signal that costs nothing until somebody asks for it: most handlers never do. */
export interface LazySignal {
  signal(): AbortSignal;
  abort(reason: unknown): void;
}

export function lazySignal(): LazySignal {
  let controller: AbortController | undefined;
  let aborted: { readonly reason: unknown } | undefined;
  return {
    signal() {
      if (controller === undefined) {
        controller = new AbortController();
        if (aborted !== undefined) controller.abort(aborted.reason);
      }
      return controller.signal;
    },
    abort(reason) {
      aborted = { reason };
      controller?.abort(reason);
    },
  };
}
