// The script that a host includes: small, and the same whatever a host does with it.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '../support/embedding';
import { root } from '../support/portal';

test('the types that its comments tell are strictly kept', () => {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const options = ['--checkJs', '--noEmit', '--strict', '--noUncheckedIndexedAccess', '--target', 'es2022', '--lib', 'es2023,dom,dom.iterable'];
  const check = () => execFileSync(process.execPath, [tsc, ...options, join(root, 'public/embed/v1.js')], { encoding: 'utf8' });
  expect(check).not.toThrow();
});

test('the script is under 4 kB compressed and names no other host', async ({ portal }) => {
  const answer = await fetch(`${portal.url}/embed/v1.js`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  const text = await answer.text();
  const size = gzipSync(text, { level: 9 }).length;
  console.log(`embed/v1.js: ${size} bytes compressed`);
  expect(size).toBeLessThan(4096);
  expect(text).not.toMatch(/https?:\/\//);
});

test('a host without a frame is left alone, and what is wrong is said', async ({ page, host, portal }) => {
  await page.goto(`${host.origin}/empty`);
  const codes = await page.evaluate(async (src) => {
    await import(`${src}/embed/v1.js`);
    // Twice on a page is once.
    await import(`${src}/embed/v1.js?again`);
    const element: any = document.createElement('cosell-portal');
    const heard: string[] = [];
    element.addEventListener('cosell-error', ({ detail }: CustomEvent) => heard.push(detail.code));
    element.src = 'http://[';
    document.body.append(element);
    return heard;
  }, portal.url);
  expect(codes).toEqual(['src']);
});

test('the host is asked before unsaved changes are left, when it wants that', async ({ openHost, page, host }) => {
  await openHost({ path: '/help/new', guard: 'on' });
  const field = page.locator('cosell-portal').frameLocator('iframe').getByRole('textbox').first();
  await field.fill('Half a sentence');
  await expect(page.locator('#dirty')).toHaveText('yes');
  const asked = page.waitForEvent('dialog');
  const left = page.goto(`${host.origin}/?path=/offers`).catch(() => undefined);
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await left;
  await expect(field).toHaveValue('Half a sentence');
  await field.fill('');
  await expect(page.locator('#dirty')).toHaveText('no');
  await page.goto(`${host.origin}/?path=/offers`);
  await expect(page.locator('#state')).toHaveText('ready');
});
