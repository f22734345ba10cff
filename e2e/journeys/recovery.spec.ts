// The page itself fails, and says so with a way on.
import { expect, heading, people, test } from '../support/fixtures';

test.use({ expectedFaults: /./ });

test('the program does not come', async ({ page, portal, signIn, accessible }) => {
  await signIn(people.owner, '/offers');
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(portal.url);
  await expect(heading(page)).toHaveText('The page stopped');
  await expect(heading(page)).toBeFocused();
  await expect(page.getByText('What is saved is safe on the server.')).toBeVisible();
  await expect(page.getByText('Details', { exact: true })).toBeVisible();
  await accessible();
  await page.unroute('**/*.wasm');
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await expect(heading(page)).toHaveText(/need an action/);
});

test('the program breaks, and what was typed stands there to be copied', async ({ page, signIn }) => {
  await signIn(people.owner, '/solutions');
  await page.getByRole('searchbox', { name: 'Search solutions' }).fill('carbon');
  await page.getByRole('button', { name: 'Details of Carbon Books' }).click();
  await page.getByRole('textbox', { name: 'Add a note' }).fill('A thought that took an hour.');
  await page.evaluate(() => (globalThis as any).cosellBoot.fail('unreachable'));
  await expect(heading(page)).toHaveText('The page stopped');
  await expect(page.getByText('A thought that took an hour.')).toBeVisible();
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await expect(heading(page)).toHaveText(/that you can merge or discard/);
});

test('it speaks the language of the reader', async ({ page, portal }) => {
  await page.addInitScript(() => localStorage.setItem('cosell.locale', 'fr'));
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(portal.url);
  await expect(heading(page)).toBeVisible();
  await expect(heading(page)).not.toHaveText('The page stopped');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
});

test('without WebAssembly the page says what it needs', async ({ page, portal }) => {
  await page.addInitScript(() => delete (globalThis as any).WebAssembly);
  await page.goto(portal.url);
  await expect(heading(page)).toHaveText('The page stopped');
});

test('no text becomes a script or the address of one', async ({ page, signIn }) => {
  await signIn(people.owner);
  const refused = await page.evaluate(() => {
    const script = document.createElement('script');
    const tries = [() => (script.src = '/boot.js'), () => (script.text = '1')];
    return tries.map((attempt) => {
      try {
        attempt();
        return false;
      } catch {
        return true;
      }
    });
  });
  expect(refused).toEqual([true, true]);
});
