import jsonata from 'jsonata';

const FORMAT = jsonata('$fromMillis(time, picture, timezone)');

/** `$now(picture, timezone)` of JSONata, at a given time in milliseconds since 1970. */
export function formatTime(time: number, picture?: string, timezone?: string): Promise<unknown> {
  return FORMAT.evaluate({ time, picture, timezone });
}
