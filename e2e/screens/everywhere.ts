// One state of a screen, looked at in every language, both themes, on a phone and on a desk.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { expect } from '../support/fixtures';
import { root } from '../support/portal';

const LANGUAGES = ['en', 'fr', 'zh-CN'] as const;
type Language = (typeof LANGUAGES)[number];
const OWN_NAMES = { en: 'English', fr: 'Français', 'zh-CN': '简体中文' };
const texts = Object.fromEntries(
  LANGUAGES.map((language) => [language, JSON.parse(readFileSync(join(root, 'public/locales', `${language}.json`), 'utf8'))]),
) as Record<Language, Record<string, string>>;

/** Theme and width: over three languages every pair of theme, width and language comes together. */
const LOOKS = [
  { language: 'en', theme: 'light', width: 1440 },
  { language: 'en', theme: 'dark', width: 390 },
  { language: 'fr', theme: 'dark', width: 1440 },
  { language: 'fr', theme: 'light', width: 390 },
  { language: 'zh-CN', theme: 'dark', width: 390 },
  { language: 'zh-CN', theme: 'light', width: 1440 },
] as const;
/** Widths at which the page itself must not scroll sideways. */
const WIDTHS = [320, 390, 640, 1024, 2560];
const HEIGHT = 900;

async function speak(page: Page, language: Language): Promise<void> {
  const now = (await page.locator('html').getAttribute('lang')) as Language;
  if (now === language) return;
  const address = page.url();
  const modal = (await page.locator('dialog[open]').count()) > 0;
  // A dialog with an address of its own keeps the menu out of reach, so that the language is chosen elsewhere.
  if (modal) await page.goto('/');
  await page.getByRole('button', { name: texts[now]['shell.language'], exact: true }).click();
  await page.getByRole('menuitemradio', { name: OWN_NAMES[language] }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  if (!modal) return;
  await page.goto(address);
  await expect(page.locator('dialog[open]')).toBeVisible();
  await expect(page.locator('.skeleton')).toHaveCount(0);
}

/** How far the page can be scrolled sideways, and what sticks out of it. */
async function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const out = [...document.querySelectorAll('main *')].filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1);
    return [`${root.scrollWidth} in ${root.clientWidth}`, ...out.slice(0, 5).map((element) => `${element.tagName}.${element.className}`)];
  });
}

/** Fails unless the state is accessible, has its title and one heading, and fits the window, wherever it is looked at. */
export async function everywhere(page: Page, titleKey: string, languages: readonly Language[] = LANGUAGES): Promise<void> {
  for (const { language, theme, width } of LOOKS.filter((look) => languages.includes(look.language))) {
    const state = `${new URL(page.url()).pathname} ${language} ${theme} ${width}`;
    await page.setViewportSize({ width, height: HEIGHT });
    await page.emulateMedia({ colorScheme: theme });
    await speak(page, language);
    // What a screen is about may stand before its name; a page of an offer names the offer behind it.
    const name = texts[language][titleKey]!.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    await expect(page, state).toHaveTitle(new RegExp(`^(.+ - )?${name}${titleKey.startsWith('offerPage.') || titleKey === 'resell.title' ? ' - .+' : ''} - Cosell$`));
    await expect(page.getByRole('heading', { level: 1 }), state).toHaveCount(1);
    await expect(page.getByRole('heading', { level: 1 }), state).not.toHaveText('');
    await expectAccessible(page, state);
    if (theme === 'dark') continue;
    for (const narrow of WIDTHS) {
      await page.setViewportSize({ width: narrow, height: HEIGHT });
      expect(await sideways(page), `${state}: sideways at ${narrow}`).toEqual([]);
    }
  }
}
