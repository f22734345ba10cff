// The host page of e2e/host in Firefox, with the portal in its frame. A test stands inside the frame but for what the host is asked.
import { By, type WebDriver } from 'selenium-webdriver';
import { openEmbedded, type Host } from '../support/embedding';
import { Seed } from '../support/portal';
import { PATIENCE, test as base, type Browser } from './browser';

/** The host page and the way between it and the frame. */
export class HostPage {
  private readonly driver: WebDriver;

  constructor(
    private readonly person: Browser,
    private readonly origin: string,
  ) {
    this.driver = person.driver;
  }

  /** Opens the page with its switches, waits until the frame has drawn, and goes inside. */
  async open(switches: Record<string, string> = {}): Promise<void> {
    await this.driver.switchTo().defaultContent();
    await this.driver.get(`${this.origin}/?${new URLSearchParams(switches)}`);
    await this.person.one('#state', 'ready');
    await this.enter();
    await this.person.one('main h1');
  }

  /** Does something in the host page, and comes back into the frame. */
  async outside<T>(does: () => Promise<T>): Promise<T> {
    await this.driver.switchTo().defaultContent();
    const done = await does();
    await this.enter();
    return done;
  }

  /** Sets one of the host's switches. */
  async choose(label: string, option: string): Promise<void> {
    await this.outside(async () => {
      const select = await this.person.one('.switches select', label);
      for (const one of await select.findElements(By.css('option'))) {
        if ((await one.getText()) === option) return one.click();
      }
      throw new Error(`${label} has no ${option}`);
    });
  }

  /** Has the host lead the frame elsewhere. */
  async lead(path: string): Promise<void> {
    await this.outside(async () => {
      await this.person.type('.switches input', 'Path', path);
      await this.person.press('.switches button', 'Go to path');
    });
  }

  /** The lines of the host's log with these words. */
  async said(words: string): Promise<string[]> {
    return this.outside(async () => {
      const lines: string[] = await this.driver.executeScript('return [...document.querySelectorAll("#log li")].map((line) => line.textContent)');
      return lines.filter((line) => line.includes(words));
    });
  }

  /** Where the host has written down that the frame is. */
  async path(): Promise<string> {
    return this.outside(() => this.driver.executeScript<string>('return document.querySelector("[name=path]").value'));
  }

  private async enter(): Promise<void> {
    const element = await this.driver.findElement(By.css('cosell-portal'));
    const frame = await (await element.getShadowRoot()).findElement(By.css('iframe'));
    await this.driver.switchTo().frame(frame);
  }
}

type Fixtures = { embedded: Awaited<ReturnType<typeof openEmbedded>>; host: Host; hostPage: HostPage };

/** Each test has a host, a portal that trusts it, and a Firefox of its own. */
export const test = base.extend<Fixtures>({
  embedded: async ({}, use) => {
    const seed = new Seed();
    const embedded = await openEmbedded(seed);
    seed.remove();
    await use(embedded);
    await embedded.remove();
  },
  portal: async ({ embedded }, use) => use(embedded.portal),
  host: async ({ embedded }, use) => use(embedded.host),
  hostPage: async ({ person, host }, use) => use(new HostPage(person, host.origin)),
});

export { PATIENCE };
