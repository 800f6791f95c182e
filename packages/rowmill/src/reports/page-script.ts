import { createHash } from 'node:crypto';

/**
 * Filters columns by their name, unfolds all tables, and unfolds what is printed. The page can be read whole without
 * it. It keeps nothing, and it asks for nothing.
 */
export const PAGE_SCRIPT = `
const bar = document.querySelector('.filter');
const folds = [...document.querySelectorAll('details')];
const tables = folds.filter((fold) => fold.id.startsWith('table-'));
let before = [];
addEventListener('beforeprint', () => {
  before = folds.map((fold) => fold.open);
  for (const fold of folds) fold.open = true;
});
addEventListener('afterprint', () => folds.forEach((fold, index) => { fold.open = before[index]; }));
if (bar) {
  bar.hidden = false;
  const input = bar.querySelector('input');
  const unfold = bar.querySelector('button');
  const found = bar.querySelector('[role=status]');
  input.addEventListener('input', () => {
    const wanted = input.value.trim().toLowerCase();
    let count = 0;
    for (const table of tables) {
      let here = 0;
      for (const row of table.querySelectorAll('tr[data-name]')) {
        row.hidden = !row.dataset.name.includes(wanted);
        if (!row.hidden) here += 1;
      }
      table.hidden = here === 0;
      if (wanted !== '') table.open = here > 0;
      count += here;
    }
    found.textContent = wanted === '' ? '' : count === 1 ? '1 column' : count + ' columns';
  });
  unfold.addEventListener('click', () => {
    const open = unfold.getAttribute('aria-pressed') !== 'true';
    unfold.setAttribute('aria-pressed', String(open));
    for (const table of tables) table.open = open;
  });
}
`;

/** Lets this script run and no other. */
export const SCRIPT_HASH = `sha256-${createHash('sha256').update(PAGE_SCRIPT).digest('base64')}`;
