import { stripVTControlCharacters } from 'node:util';
import { type Html, html, raw } from './html.ts';

/** How something went. Each has its own mark, so that colour is never the only sign. */
export type Status = 'passed' | 'failed' | 'skipped' | 'stopped';

const MARKS: Readonly<Record<Status, string>> = {
  passed: '<path d="M4.5 8.3 7 10.8l4.6-5.3"/>',
  failed: '<path d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2"/>',
  skipped: '<path d="M5 8h6"/>',
  stopped: '<path d="M6 5.6v4.8M10 5.6v4.8"/>',
};

/** Mark and word of a status. */
export function statusMark(status: Status, word: string = status): Html {
  return html`<span class="status ${status}"><svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="7"/>${raw(MARKS[status])}</svg>${word}</span>`;
}

/** A section with its heading; `note` stands beside it. */
export function section(title: string, note: string, body: Html): Html {
  const id = title.toLowerCase().replace(/\W+/g, '-');
  return html`
<section aria-labelledby="${id}">
<h2 id="${id}">${title}${note !== '' && html` <span class="note">${note}</span>`}</h2>
${body}
</section>`;
}

export interface TableHead {
  readonly title: string;
  /** Figures stand right-aligned, one under the other. */
  readonly isNumber?: boolean;
}

/** A table that scrolls by itself where the page is narrow. `label` tells screen readers what it holds. */
export function dataTable(label: string, heads: readonly TableHead[], rows: readonly Html[]): Html {
  const cells = heads.map(
    ({ title, isNumber }) =>
      html`<th scope="col"${isNumber === true && raw(' class="number"')}>${title}</th>`,
  );
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">
<table><thead><tr>${cells}</tr></thead>
<tbody>${rows}</tbody></table>
</div>`;
}

/** A cell that holds a figure. */
export function numberCell(text: string): Html {
  return html`<td class="number">${text}</td>`;
}

/** Text as a terminal shows it, without its colours and controls. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text).replace(/[^\P{Cc}\n\t]/gu, '');
}
