/** Opens something with the first call and gives it to all that follow. What fails is tried again by the next call. */
export function once<Value>(open: () => Promise<Value>): () => Promise<Value> {
  let opened: Promise<Value> | undefined;
  return () => {
    if (opened !== undefined) return opened;
    const value = open();
    opened = value;
    value.catch(() => {
      opened = undefined;
    });
    return value;
  };
}
