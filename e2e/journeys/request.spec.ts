// A merge request from question to decision, seen by both sides as it happens.
import { Asking } from '../support/asking';
import { expect, heading, people, test } from '../support/fixtures';
import { expectAccessible } from '../support/axe';

test.use({ portalOf: 'test' });

test('support asks, the partner answers, support approves; both see it without a reload', async ({ portal, signIn, visit, page }) => {
  const asking = await Asking.at(portal);
  const { number, solution, offer } = await asking.merge('The two are the same product.');
  await signIn(people.owner, `/help/${number}`);
  await expect(heading(page)).toHaveText(solution.name);
  await expect(page.getByText('The two are the same product.')).toBeVisible();
  await expectAccessible(page, 'a submitted request');
  const desk = await visit(people.operator, `/desk/${number}`);
  await expect(heading(desk)).toHaveText(solution.name);
  await expectAccessible(desk, 'a case');

  await desk.getByRole('button', { name: 'Take this case' }).click();
  await expect(desk.getByText(/You have this case until/)).toBeVisible();
  await expect(page.getByRole('main').getByText('In progress').first()).toBeVisible();

  // What the partner types meanwhile stays when the news arrive.
  const comment = page.getByLabel('Write a comment');
  await comment.fill('One more thing:');
  await desk.getByRole('radio', { name: 'Ask the partner' }).check();
  await desk.getByLabel('Your question').fill('Which edition is it?');
  await desk.getByRole('button', { name: 'Ask the partner' }).click();
  const asked = page.getByRole('region', { name: 'Support asks' });
  await expect(asked).toContainText('Which edition is it?');
  await expect(comment).toHaveValue('One more thing:');
  await expectAccessible(page, 'a question');

  await asked.getByRole('button', { name: 'Send answer' }).click();
  await expect(asked.getByText('Fill in “Your answer”.')).toBeVisible();
  await asked.getByLabel('Your answer').fill('The second one.');
  await asked.getByRole('button', { name: 'Send answer' }).click();
  await expect(asked).toBeHidden();
  await expect(desk.getByText('The second one.')).toBeVisible();

  await desk.getByRole('radio', { name: 'Approve' }).check();
  await desk.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByText('Everything that the solution carried is in the offer now.')).toBeVisible();
  await expect(comment).toHaveValue('One more thing:');
  await expectAccessible(page, 'a resolved request');
  await page.getByRole('link', { name: 'View offer' }).click();
  await expect(heading(page)).toHaveText(offer!.name);
});

test('a refusal says why, and the partner asks again', async ({ portal, signIn, visit, page }) => {
  const asking = await Asking.at(portal);
  const { number, solution } = await asking.merge();
  await signIn(people.developer, `/help/${number}`);
  const desk = await visit(people.operator, `/desk/${number}`);
  await desk.getByRole('radio', { name: 'Refuse' }).check();
  await desk.getByRole('button', { name: 'Refuse' }).click();
  await expect(desk.getByText('Fill in “Reason”.')).toBeVisible();
  await desk.getByLabel('Reason').fill('These are two different products.');
  await desk.getByRole('button', { name: 'Refuse' }).click();
  const refused = page.getByRole('alert').filter({ hasText: 'Refused' });
  await expect(refused).toContainText('These are two different products.');
  await expectAccessible(page, 'a refused request');
  await expect(refused.getByRole('link', { name: 'Ask again' })).toHaveAttribute('href', `/solutions/${solution.id}/merge`);

  // What was asked for stands there again.
  await refused.getByRole('link', { name: 'Ask again' }).click();
  await expect(page.getByRole('radio', { name: asking.live[0]!.name, exact: true })).toBeChecked();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('region', { name: 'Merge into' })).toContainText(asking.live[0]!.name);
  await expect(page.getByLabel('Anything support should know')).toHaveValue('Please merge.');

  const again = await asking.partner.post(`solutions/${solution.id}/merge`, {
    target: { kind: 'offer', id: asking.live[1]!.id },
    text: 'This is the right one.',
  });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Get help' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: `#${again.number}` })).toContainText('Submitted');
  await expect(page.getByRole('listitem').filter({ hasText: `#${number}` })).toContainText('Refused');
});

test('a request is cancelled after a question, and its solution is as before', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const { number, solution } = await asking.merge();
  await signIn(people.owner, `/help/${number}`);
  await page.getByRole('button', { name: 'Cancel request' }).click();
  const question = page.getByRole('dialog', { name: 'Cancel this request?' });
  await expect(question).toBeVisible();
  await expectAccessible(page, 'the question before cancelling');
  await question.getByRole('button', { name: 'Cancel request' }).click();
  await expect(page.getByRole('main').getByText('Cancelled').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel request' })).toBeHidden();
  const after = await asking.partner.get(`solutions/${solution.id}`);
  expect(after.state).toBe('pending');
});

test('a viewer reads everything and is told why nothing can be written', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const { number } = await asking.merge();
  await asking.decide(number, { decision: 'ask', text: 'Which edition is it?' });
  await signIn(people.viewer, `/help/${number}`);
  await expect(page.getByRole('region', { name: 'Support asks' })).toContainText('Which edition is it?');
  for (const name of ['Send answer', 'Send comment', 'Cancel request']) {
    const button = page.getByRole('button', { name });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(/Your role \(Viewer\) may not do this/);
  }
  await expectAccessible(page, 'a request for a viewer');
});

test.describe('bad weather', () => {
  test.use({ expectedFaults: /502|Failed to fetch/ });
  test('an answer that is lost is not doubled, and nothing typed is gone', async ({ portal, signIn, page }) => {
    const asking = await Asking.at(portal);
    const { number } = await asking.merge();
    await signIn(people.owner, `/help/${number}`);
    let lost = 0;
    await page.route(
      '**/messages',
      async (route) => {
        lost += 1;
        // The server has it; the answer never comes.
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    const comment = page.getByLabel('Write a comment');
    await comment.fill('Once only.');
    await page.getByRole('button', { name: 'Send comment' }).click();
    await expect(page.getByText('No answer from the server.')).toBeVisible();
    await expect(comment).toHaveValue('Once only.');
    await page.getByRole('button', { name: 'Send comment' }).click();
    await expect(comment).toHaveValue('');
    expect(lost).toBe(1);
    const detail = await asking.partner.get(`support-requests/${number}`);
    expect(detail.thread.filter((message: { text: string }) => message.text === 'Once only.')).toHaveLength(1);
  });
});

test('an answer and a comment that are not sent survive a reload, and nothing is left after signing out', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const { number } = await asking.merge();
  await asking.decide(number, { decision: 'ask', text: 'Which edition is it?' });
  await signIn(people.owner, `/help/${number}`);
  await expect(page.getByText('Support waits for your answer').first()).toBeVisible();
  await page.getByLabel('Your answer').fill('The one that');
  await page.getByLabel('Write a comment').fill('By the way');
  await page.reload();
  await expect(page.getByLabel('Your answer')).toHaveValue('The one that');
  await expect(page.getByLabel('Write a comment')).toHaveValue('By the way');
  await page.getByRole('button', { name: 'Send comment' }).click();
  await expect(page.getByLabel('Write a comment')).toHaveValue('');
  const kept = () => page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith('cosell.typed/')));
  await expect.poll(kept).toHaveLength(1);
  await page.getByRole('banner').getByRole('button', { name: /Ingrid Solheim/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect.poll(kept).toEqual([]);
});
