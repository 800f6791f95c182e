/**
 * Copies text within one memory, 16 bytes at a time: up to 15 bytes behind the text are copied too, so both
 * ends need OVERSHOOT bytes of room and texts have to be written from left to right.
 *
 * Bytes travel as floats because V8 makes one load and one store of it. That is sound for UTF-8 only: no 8
 * bytes of it read as a NaN, whose payload an engine may change.
 */
export function copyText(view: DataView, to: number, from: number, length: number): void {
  view.setFloat64(to, view.getFloat64(from, true), true);
  view.setFloat64(to + 8, view.getFloat64(from + 8, true), true);
  for (let done = 16; done < length; done += 16) {
    view.setFloat64(to + done, view.getFloat64(from + done, true), true);
    view.setFloat64(to + done + 8, view.getFloat64(from + done + 8, true), true);
  }
}
