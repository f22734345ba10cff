// A person goes from screen to screen, with the keyboard, a screen reader or a phone.
import { expect, heading, people, test } from '../support/fixtures';

const PLACES = [
  ['Overview', 'Overview - Cosell', /need an action/],
  ['Solutions', 'Solutions - Cosell', /that you can merge or discard/],
  ['Offers', 'Offers - Cosell', 'Offers'],
  ['Resellers', 'Resellers - Cosell', 'Resellers'],
  ['Toolkit', 'Toolkit - Cosell', 'Toolkit'],
  ['Publishers', 'Publishers - Cosell', 'Publishers'],
  ['Get help', 'Get help - Cosell', 'Get help'],
] as const;

test('every place has a title and takes the focus to its heading', async ({ signIn, page }) => {
  await signIn(people.owner, '/help');
  const main = page.getByRole('navigation', { name: 'Main' });
  for (const [place, title, text] of PLACES) {
    const link = main.getByRole('link', { name: place });
    await link.click();
    await expect(heading(page)).toHaveText(text);
    await expect(heading(page)).toBeFocused();
    await expect(page).toHaveTitle(title);
    await expect(link).toHaveAttribute('aria-current', 'page');
    await expect(main.getByRole('link').and(page.locator('[aria-current=page]'))).toHaveCount(1);
  }
});

test('back and forward go through the screens', async ({ signIn, page }) => {
  await signIn(people.owner);
  const main = page.getByRole('navigation', { name: 'Main' });
  await main.getByRole('link', { name: 'Offers' }).click();
  await main.getByRole('link', { name: 'Toolkit' }).click();
  await expect(page).toHaveURL(/\/toolkit$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/offers$/);
  await expect(heading(page)).toHaveText('Offers');
  await page.goBack();
  await expect(heading(page)).toHaveText(/need an action/);
  await page.goForward();
  await expect(heading(page)).toHaveText('Offers');
  await expect(page).toHaveTitle('Offers - Cosell');
});

test('the skip link leads over the navigation', async ({ signIn, page }) => {
  await signIn(people.owner);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page).toHaveURL(/\/$/);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Download report' })).toBeFocused();
});

test('an address that leads nowhere says so and offers ways on', async ({ signIn, page, accessible }) => {
  await signIn(people.owner, '/nowhere/at/all');
  await expect(heading(page)).toHaveText('Page not found');
  await expect(page).toHaveTitle('Page not found - Cosell');
  await accessible();
  await page.getByRole('main').getByRole('link', { name: 'Solutions' }).click();
  await expect(heading(page)).toHaveText(/that you can merge or discard/);
});

test('the list is where it was left', async ({ signIn, page }) => {
  await signIn(people.owner, '/solutions');
  await page.getByRole('grid', { name: 'Solutions' }).hover();
  await page.mouse.wheel(0, 600);
  const line = page.getByText(/^Showing \d+-\d+ of 60$/);
  await expect(line).toHaveText(/^Showing 16-/);
  await page.getByRole('link', { name: 'Harbour Planner Classic: Continue migration' }).click();
  await expect(page).not.toHaveURL(/\/solutions$/);
  await page.goBack();
  await expect(line).toHaveText(/^Showing 16-/);
});

test.describe('on a small screen', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the navigation is a drawer', async ({ signIn, page, accessible }) => {
    await signIn(people.owner);
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
    const opener = page.getByRole('button', { name: 'Open navigation' });
    await opener.click();
    const drawer = page.getByRole('dialog', { name: 'Main' });
    await expect(drawer.getByRole('link', { name: 'Overview' })).toHaveAttribute('aria-current', 'page');
    await expect(drawer).toContainText('Northlake Software');
    await accessible();
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
    await expect(opener).toBeFocused();

    await opener.click();
    await drawer.getByRole('button', { name: 'Close navigation' }).click();
    await expect(drawer).toBeHidden();
    await opener.click();
    await drawer.getByRole('link', { name: 'Solutions' }).click();
    await expect(heading(page)).toHaveText(/that you can merge or discard/);
    await expect(drawer).toBeHidden();
    await expect(heading(page)).toBeFocused();
  });

  test('search of everything is reached', async ({ signIn, page }) => {
    await signIn(people.owner);
    await page.getByRole('searchbox', { name: 'Search all solutions' }).fill('atlas');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Showing 1-2 of 2')).toBeVisible();
  });

  test('the grid is used by touch', async ({ visit }) => {
    const page = await visit(people.owner, '/solutions', { viewport: { width: 390, height: 844 }, hasTouch: true });
    await page.getByRole('button', { name: 'Details of Bay Camera Kit' }).tap();
    const panel = page.getByRole('group', { name: 'Bay Camera Kit' });
    await expect(panel.getByText('1 document')).toBeVisible();
    const box = (await panel.boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
  });
});
