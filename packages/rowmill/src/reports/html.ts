/** Markup that is safe to put into a page. Only {@link html} and {@link raw} make it. */
export interface Html {
  readonly markup: string;
}

/** What a hole of {@link html} takes; `undefined` and `false` leave it empty. */
type Hole = string | number | Html | readonly Html[] | undefined | false;

/** A template whose holes are escaped unless they are markup themselves. */
export function html(texts: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  const parts = texts.map((text, index) => (index === 0 ? text : fill(holes[index - 1]) + text));
  return { markup: parts.join('') };
}

/** Takes a text for markup. For constants of our own alone. */
export function raw(markup: string): Html {
  return { markup };
}

/** Escapes a text for element content and quoted attributes. */
function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function fill(hole: Hole): string {
  if (hole === undefined || hole === false) return '';
  if (typeof hole === 'string' || typeof hole === 'number') return escapeHtml(String(hole));
  return 'markup' in hole ? hole.markup : hole.map(({ markup }) => markup).join('');
}
