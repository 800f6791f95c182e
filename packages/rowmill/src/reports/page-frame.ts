import { type Html, html, raw } from './html.ts';
import { PAGE_STYLE } from './page-style.ts';

interface PageFrame {
  readonly title: string;
  /** What the page may run and fetch, as directives of a Content-Security-Policy; nothing else is allowed. */
  readonly allows?: string;
  /** Rules beyond those of all pages. */
  readonly style?: string;
  /** What stands in the body, from its first tag to its last. */
  readonly body: Html;
}

/**
 * A page that stands by itself, light and dark: nothing is fetched, whatever stands in the data.
 *
 * @returns the text of the document, which ends with a line feed
 */
export function framePage({ title, allows, style = '', body }: PageFrame): string {
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    ...(allows === undefined ? [] : [allows]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${raw(PAGE_STYLE + style)}</style>
</head>
<body>
${body}
</body>
</html>
`.markup;
}
