import { loadLocale, type MaskPlan, maskWords, type TableMaskContext } from '@rowmill/core/engine';

/** Names and other words of the locales that the masks of a plan need. */
export async function loadMaskWords({
  wordLocales,
}: Pick<MaskPlan, 'wordLocales'>): Promise<TableMaskContext['words']> {
  const lists = wordLocales.map(
    async (locale) => [locale, maskWords(await loadLocale(locale))] as const,
  );
  return Object.fromEntries(await Promise.all(lists));
}
