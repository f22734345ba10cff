// A partner alliance manager sees where things stand, and goes on from there.
import { expect, heading, people, test } from '../support/fixtures';
import { openCount, states } from '../support/words';

test('the counts are those of the API', async ({ signIn, portal, page }) => {
  const { counts } = await (await portal.api(people.owner)).get('overview');
  await signIn(people.owner);
  const open = openCount(counts);
  await expect(heading(page)).toHaveText(`${open} solutions need an action`);
  await expect(page.getByText(`${counts.merged + counts.discarded} of 60 are done`)).toBeVisible();
  await expect(page.getByText(`${counts.merging} are with support`)).toBeVisible();
  const progress = page.getByRole('region', { name: 'Progress' });
  for (const [word, name] of Object.entries(states)) {
    await expect(progress.getByRole('link', { name: `${counts[word]} ${name}`, exact: true })).toBeVisible();
  }
  await expect(progress.getByRole('img', { name: '38% done' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: `Solutions ${open}` })).toBeVisible();
});

test('each figure leads to its solutions', async ({ signIn, page }) => {
  await signIn(people.owner);
  await page.getByRole('region', { name: 'Progress' }).getByRole('link', { name: '5 Attention needed' }).click();
  await expect(page).toHaveURL(/\/solutions\?status=attentionNeeded$/);
  await expect(page.getByText('Showing 1-5 of 5')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove filter Attention needed' })).toBeVisible();
  await page.goBack();
  await expect(heading(page)).toHaveText('30 solutions need an action');
});

test('what is to be done first leads to Solutions', async ({ signIn, page }) => {
  await signIn(people.owner);
  await page.getByRole('link', { name: 'Click here to get started' }).click();
  await expect(page).toHaveURL(/\/solutions$/);
  await expect(heading(page)).toHaveText('You have 30 solutions in OCP GTM that you can merge or discard.');
});

test('the deadline and the pace that meets it', async ({ signIn, portal, page }) => {
  const { today, deadline, counts } = await (await portal.api(people.owner)).get('overview');
  const days = (Date.parse(deadline) - Date.parse(today)) / 86_400_000;
  const pace = Math.ceil((openCount(counts) * 7) / days);
  await signIn(people.owner);
  await expect(page.getByText(`${days} days to the deadline: ${pace} a week is enough`)).toBeVisible();
  const written = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(deadline));
  await expect(page.getByText(`Deadline ${written}`)).toBeVisible();
});

test('open solutions over time stand in a table too', async ({ signIn, portal, page }) => {
  const { openByDay } = await (await portal.api(people.owner)).get('overview');
  await signIn(people.owner);
  const card = page.getByRole('region', { name: 'Open solutions', exact: true });
  // The line goes on to today, though nothing changed since.
  const today = new Date().toISOString().slice(0, 10);
  const rows = openByDay.filter(({ day }: { day: string }) => day !== today).length + 1;
  await expect(card.getByRole('img', { name: new RegExp(`^Open solutions went from ${openByDay[0].open} on .+ to 30 on .+$`) })).toBeVisible();
  await card.getByText('Show as a table').click();
  await expect(card.getByRole('row')).toHaveCount(rows + 1);
  const newest = card.getByRole('row', { name: / 30$/ });
  await expect(newest.first()).toBeVisible();
});

test('the figure beside the last point stays in the drawing, however narrow', async ({ visit }) => {
  // A person's own language counts, whatever the browser's is.
  for (const [person, locale] of [[people.owner, 'en'], [people.manager, 'fr'], ['li.wen@northlake.example', 'zh-CN']] as const) {
    const page = await visit(person, '/', { viewport: { width: 390, height: 844 } });
    await expect(page.locator('html')).toHaveAttribute('lang', locale);
    const plot = page.locator('.line-chart__plot');
    await expect(plot).toBeVisible();
    const figure = plot.locator('.line-chart__label > span');
    await expect(figure).toContainText('30');
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      const [drawing, words] = [(await plot.boundingBox())!, (await figure.boundingBox())!];
      expect(words.x + words.width, `${locale} ${width}`).toBeLessThanOrEqual(drawing.x + drawing.width);
      expect(words.x, `${locale} ${width}`).toBeGreaterThan(drawing.x);
    }
  }
});

test('what waits is named with its reason and the next step', async ({ signIn, portal, page }) => {
  const { waiting } = await (await portal.api(people.owner)).get('overview');
  await signIn(people.owner);
  const card = page.getByRole('region', { name: 'Waiting for you' });
  await expect(card.getByRole('listitem')).toHaveCount(Math.min(waiting.length, 5));
  const first = card.getByRole('listitem').filter({ has: page.getByRole('link', { name: waiting[0].name, exact: true }) });
  expect(waiting[0].state).toBe('attentionNeeded');
  await expect(first).toContainText('Partner support has a question or could not merge it.');
  await expect(first).toContainText('Attention needed');
  await first.getByRole('link', { name: waiting[0].name, exact: true }).click();
  await expect(page.getByText('Showing 1-1 of 1')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: `Select ${waiting[0].name}`, exact: true })).toBeVisible();
});

test('everything is met at a company that may begin', async ({ signIn, page, visit }) => {
  await signIn(people.owner);
  const card = page.getByRole('region', { name: 'Before you start' });
  for (const line of [
    'Done: Programme membership is active',
    'Done: Enrolled in the commercial marketplace',
    'Done: At least one publisher profile',
    'Done: Your role may edit and publish',
  ]) {
    await expect(card.getByRole('listitem').filter({ hasText: line })).toBeVisible();
  }
  await card.getByText('Who can help', { exact: true }).click();
  await expect(card.getByRole('link', { name: 'Mireille Gauthier' })).toHaveAttribute('href', `mailto:${people.manager}`);
  await expect(card.getByRole('listitem').filter({ hasText: 'Ingrid Solheim' })).toContainText('Account owner');

  const viewer = await visit(people.viewer);
  const check = viewer.getByRole('region', { name: 'Before you start' }).getByRole('listitem').filter({ hasText: 'To do: Your role can read but not edit or publish' });
  await expect(check).toContainText('Who can help: Ingrid Solheim');
});

test('what is missing has a link that mends it and the names of those who can', async ({ signIn, page }) => {
  await signIn(people.stranger);
  await expect(heading(page)).toHaveText('10 solutions need an action');
  const missing = page.getByRole('listitem').filter({ hasText: 'To do: Programme membership is not active' });
  const link = missing.getByRole('link', { name: 'Join the partner programme (opens in a new tab)' });
  await expect(link).toHaveAttribute('href', 'https://partners.example/join');
  await expect(link).toHaveAttribute('rel', /noopener/);
  await expect(missing).toContainText('Who can help: Jonas Ekelund, Priya Raghunathan');
});

test('a later visit says what changed in between', async ({ signIn, page }) => {
  const since = { at: '2026-03-02T08:15:00Z', arrived: 12, done: 1, attention: 0 };
  await page.route('**/api/v1/overview', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), sinceLastVisit: since } });
  });
  await signIn(people.owner);
  const card = page.getByRole('region', { name: 'Since your last visit' });
  await expect(card).toContainText('Mar 2, 2026, 9:15 AM');
  await expect(card.getByRole('listitem')).toHaveText(['1 solution was merged or discarded', '12 solutions were added']);
});

test('a company that has just come is told how to begin', async ({ signIn, page }) => {
  await signIn(people.newcomer);
  await expect(heading(page)).toHaveText('No solution needs an action');
  await expect(page.getByText('Nothing waits for you.')).toBeVisible();
  await expect(page.getByText('Nothing has happened yet. Import solutions, and their number over time shows here.')).toBeVisible();
  const todo = page.getByRole('region', { name: 'Before you start' });
  for (const [line, link] of [
    ['To do: Programme membership is not active', 'Join the partner programme (opens in a new tab)'],
    ['To do: Not yet enrolled in the commercial marketplace', 'Enrol the company (opens in a new tab)'],
    ['To do: No publisher profile yet', 'Create a publisher profile (opens in a new tab)'],
  ] as const) {
    await expect(todo.getByRole('listitem').filter({ hasText: line }).getByRole('link', { name: link })).toBeVisible();
  }
});
