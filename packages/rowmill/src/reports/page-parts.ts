import { stripVTControlCharacters } from 'node:util';
import { type Html, html, raw } from './html.ts';

/** How something went. Each has its own mark, so that colour is never the only sign. */
export type Status = 'passed' | 'failed' | 'skipped' | 'stopped' | 'warned' | 'waived';

const MARKS: Readonly<Record<Status, string>> = {
  passed: '<path d="M4.5 8.3 7 10.8l4.6-5.3"/>',
  failed: '<path d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2"/>',
  skipped: '<path d="M5 8h6"/>',
  stopped: '<path d="M6 5.6v4.8M10 5.6v4.8"/>',
  warned: '<path d="M8 4.4v4.4m0 2.5v.1"/>',
  waived: '<path d="m5 8 6 0m-2.4-2.4L11 8l-2.4 2.4"/>',
};

/** Mark and word of a status. */
export function statusMark(status: Status, word: string = status): Html {
  return html`<span class="status ${status}"><svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="7"/>${raw(MARKS[status])}</svg>${word}</span>`;
}

/** A part of the page with its place in the table of contents. */
export interface PageSection {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly body: Html;
}

/** A part of the page; `note` stands beside its heading. */
export function pageSection(title: string, note: string, body: Html): PageSection {
  return { id: title.toLowerCase().replace(/\W+/g, '-'), title, note, body };
}

/** A section with its heading. */
export function renderSection({ id, title, note, body }: PageSection): Html {
  return html`
<section aria-labelledby="${id}">
<h2 id="${id}">${title}${note !== '' && html` <span class="note">${note}</span>`}</h2>
${body}
</section>`;
}

/** A section that stands in no table of contents. */
export function section(title: string, note: string, body: Html): Html {
  return renderSection(pageSection(title, note, body));
}

export interface TableHead {
  readonly title: string;
  /** Figures stand right-aligned, one under the other. */
  readonly isNumber?: boolean;
}

/** A table that scrolls by itself where the page is narrow. Its caption tells screen readers what it holds. */
export function dataTable(
  caption: string,
  heads: readonly TableHead[],
  rows: readonly Html[],
): Html {
  const cells = heads.map(
    ({ title, isNumber }) =>
      html`<th scope="col"${isNumber === true && raw(' class="number"')}>${title}</th>`,
  );
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
<table><caption>${caption}</caption><thead><tr>${cells}</tr></thead>
<tbody>${rows}</tbody></table>
</div>`;
}

/** A cell that holds a figure. */
export function numberCell(text: string): Html {
  return html`<td class="number">${text}</td>`;
}

/** A name of the data: it may be of any script and run in any direction. */
export function dataName(name: string): Html {
  return html`<bdi>${name}</bdi>`;
}

/** Text as a terminal shows it, without its colours and controls. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text).replace(/[^\P{Cc}\n\t]/gu, '');
}
