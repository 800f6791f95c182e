import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { type BrowserPage, describeChromium, openPage } from '../testing/chromium.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { renderHtml } from './html-report.ts';
import { JUDGED_SAMPLE_REPORT } from './sample-judged-report.ts';
import { SAMPLE_PROFILE } from './sample-profile.ts';
import { SAMPLE_REPORT } from './sample-report.ts';

interface View {
  readonly width: number;
  readonly dark?: boolean;
}

async function withPage(
  page: string,
  view: View,
  use: (page: BrowserPage) => Promise<void>,
): Promise<void> {
  const file = join(temporaryFolder(), 'report.html');
  writeFileSync(file, page);
  const opened = await openPage(pathToFileURL(file).href, view);
  try {
    await use(opened);
  } finally {
    await opened.close();
  }
}

const JUDGED = renderHtml(JUDGED_SAMPLE_REPORT, SAMPLE_PROFILE);
const WHOLE = renderHtml(SAMPLE_REPORT, SAMPLE_PROFILE);

/** Luminance and contrast as of WCAG 2.2, of every text and of what stands behind it. */
const LOW_CONTRAST = `(() => {
  const channels = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const light = (channel) => channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() === '' || ['SCRIPT', 'STYLE'].includes(element.tagName)) continue;
    const style = getComputedStyle(element);
    const colour = channels(element instanceof SVGElement ? style.fill : style.color);
    const [a, b] = [luminance(colour), luminance(behind(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) low.push(contrast.toFixed(2) + ' ' + node.data.trim().slice(0, 40));
  }
  return low;
})()`;

const STRUCTURE = `({
  headings: [...document.querySelectorAll('h1, h2, h3, h4')].map((one) => Number(one.tagName[1])),
  tables: document.querySelectorAll('table').length,
  untitled: [...document.querySelectorAll('table')].filter((one) => !one.caption?.textContent.trim()).length,
  unscoped: [...document.querySelectorAll('th')].filter((one) => !one.scope).length,
  unnamedImages: [...document.querySelectorAll('svg')].filter((one) => !one.ariaHidden && !one.ariaLabel).length,
  landmarks: ['main', 'nav', 'header', 'footer'].map((name) => document.querySelectorAll(name).length),
  deadLinks: [...document.querySelectorAll('a[href^="#"]')].filter((one) => !document.querySelector(one.hash)).length,
  doubledIds: [...document.querySelectorAll('[id]')].length - new Set([...document.querySelectorAll('[id]')].map((one) => one.id)).size,
  unlabelled: [...document.querySelectorAll('input')].filter((one) => one.labels.length === 0).length,
})`;

describeChromium('the page in a browser', () => {
  it('asks for nothing, and nothing goes wrong in it', async () => {
    for (const page of [JUDGED, WHOLE])
      await withPage(page, { width: 1280 }, async ({ incidents }) => {
        expect(incidents).toEqual([]);
      });
  });

  it('has headings in order, and names for tables, charts and controls', async () => {
    await withPage(JUDGED, { width: 1280 }, async (page) => {
      const found = await page.evaluate<Record<string, unknown>>(STRUCTURE);
      const { headings, tables, landmarks, ...faults } = found;
      const levels = headings as number[];
      expect(levels[0]).toBe(1);
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      for (const [index, level] of levels.entries())
        expect(level - (levels[index - 1] ?? level)).toBeLessThanOrEqual(1);
      expect(tables).toBeGreaterThan(8);
      expect(landmarks).toEqual([1, 1, 1, 1]);
      expect(new Set(Object.values(faults))).toEqual(new Set([0]));
    });
  });

  it.each([
    { width: 1280 },
    { width: 1280, dark: true },
    { width: 400 },
    { width: 400, dark: true },
  ])('has texts that stand out, and fits: %o', async (view) => {
    await withPage(JUDGED, view, async (page) => {
      await page.evaluate(
        `for (const one of document.querySelectorAll('details')) one.open = true`,
      );
      expect(await page.evaluate<string[]>(LOW_CONTRAST)).toEqual([]);
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(view.width);
    });
  });

  it('lets the keyboard reach every control, and shows where it is', async () => {
    await withPage(JUDGED, { width: 1280 }, async (page) => {
      const wanted = await page.evaluate<number>(
        `[...document.querySelectorAll('a, button, input, summary, [tabindex="0"]')].filter((one) => one.checkVisibility()).length`,
      );
      const reached = new Set<string>();
      for (let count = 0; count < wanted; count++) {
        await page.press('Tab');
        const [name, outline] = await page.evaluate<[string, string]>(
          `(() => { const one = document.activeElement; const all = [...document.querySelectorAll('*')];
            return [String(all.indexOf(one)), getComputedStyle(one).outlineStyle]; })()`,
        );
        expect(outline).not.toBe('none');
        reached.add(name);
      }
      expect(reached.size).toBe(wanted);
    });
  });

  it('filters columns, and unfolds all tables', async () => {
    await withPage(JUDGED, { width: 1280 }, async (page) => {
      const shown = `[...document.querySelectorAll('tr[data-name]')].filter((one) => one.checkVisibility()).map((one) => one.dataset.name)`;
      await page.evaluate(
        `{ const input = document.querySelector('#filter'); input.value = 'PRICE'; input.dispatchEvent(new Event('input')); }`,
      );
      expect(await page.evaluate<string[]>(shown)).toEqual(['price']);
      expect(await page.evaluate('document.querySelector("#found").textContent')).toBe('1 column');
      await page.evaluate(
        `{ const input = document.querySelector('#filter'); input.value = ''; input.dispatchEvent(new Event('input')); document.querySelector('#unfold').click(); }`,
      );
      const columns = SAMPLE_PROFILE.tables.flatMap((table) => table.columns);
      expect(await page.evaluate<string[]>(shown)).toHaveLength(columns.length);
    });
  });

  it('can be read without scripts', async () => {
    const without = JUDGED.replace(/<script>[\s\S]*<\/script>/, '');
    await withPage(without, { width: 1280 }, async (page) => {
      expect(await page.evaluate('document.querySelector(".filter").checkVisibility()')).toBe(
        false,
      );
      const text = await page.evaluate<string>('document.body.innerText');
      for (const part of ['users.plan', 'lognormal', 'Waived until 2026-12-31', 'id = 1017'])
        expect(text).toContain(part);
    });
  });
});

it('stays small', () => {
  expect(Buffer.byteLength(JUDGED)).toBeLessThan(700_000);
});
