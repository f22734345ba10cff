// Firefox as Debian ships it, driven by WebDriver: Playwright drives only a Firefox of its own.
import { mkdirSync } from 'node:fs';
import { Builder, By, Key, until, type WebDriver, type WebElement } from 'selenium-webdriver';
import firefox from 'selenium-webdriver/firefox.js';
import { test as base, expect } from '@playwright/test';
import { script as axe } from '../support/axe';
import { openPortal, type Portal } from '../support/portal';

/** How long a state is waited for, in milliseconds. */
export const PATIENCE = 40_000;

/** What a person does and sees, by role and name as assistive technology has them. */
export class Browser {
  constructor(
    readonly driver: WebDriver,
    private readonly portal: Portal,
  ) {}

  /** Signs a person in and opens an address. */
  async signIn(email: string, path = '/'): Promise<void> {
    await this.driver.get(this.portal.link(email));
    await this.one('main h1');
    if (path !== '/') await this.open(path);
  }

  async open(path: string): Promise<void> {
    await this.driver.get(this.portal.url + path);
  }

  /** The element in sight that a selector fits and that has a name; waited for. */
  async one(selector: string, name?: string | RegExp): Promise<WebElement> {
    const fits = (text: string) => name === undefined || (typeof name === 'string' ? text === name : name.test(text));
    const words = `${selector} named ${name}`;
    return this.driver.wait<WebElement>(
      async () => {
        for (const element of await this.driver.findElements(By.css(selector))) {
          try {
            // A heading or a text is named by what it says.
            const found = fits(await element.getAccessibleName()) || fits((await element.getText()).trim());
            if (found && (await element.isDisplayed())) return element;
          } catch (error) {
            // Drawn anew meanwhile.
            if (!String(error).includes('StaleElement')) throw error;
          }
        }
        return null as unknown as WebElement;
      },
      PATIENCE,
      words,
    );
  }

  async press(selector: string, name?: string | RegExp): Promise<void> {
    // The page may draw it anew between finding and pressing.
    await this.driver.wait(
      async () => {
        try {
          await (await this.one(selector, name)).click();
          return true;
        } catch (error) {
          if (/StaleElement|ElementClickIntercepted/.test(String(error))) return false;
          throw error;
        }
      },
      PATIENCE,
      `to press ${selector} named ${name}`,
    );
  }

  async type(selector: string, name: string | RegExp, text: string): Promise<void> {
    const field = await this.one(selector, name);
    await field.clear();
    await field.sendKeys(text);
  }

  async keys(...keys: string[]): Promise<void> {
    await this.driver.actions().sendKeys(...keys).perform();
  }

  /** Fails with each violation that axe finds in the page or frame that the person is in. */
  async accessible(state: string): Promise<void> {
    expect(await this.driver.executeScript(axe), `accessibility of ${state}`).toEqual([]);
  }

  async seesUrl(address: RegExp): Promise<void> {
    await this.driver.wait(until.urlMatches(address), PATIENCE, `the address ${address}`);
  }

  /** Waits until nothing in sight fits. */
  async gone(selector: string, name: string | RegExp): Promise<void> {
    const fits = (text: string) => (typeof name === 'string' ? text === name : name.test(text));
    await this.driver.wait(
      async () => {
        for (const element of await this.driver.findElements(By.css(selector))) {
          try {
            if (fits((await element.getText()).trim()) && (await element.isDisplayed())) return false;
          } catch (error) {
            if (!String(error).includes('StaleElement')) throw error;
          }
        }
        return true;
      },
      PATIENCE,
      `${selector} named ${name} to go`,
    );
  }
}

/** What Firefox is told before it starts, by the names of `about:config`. */
export type Preferences = Record<string, string | number | boolean>;

type Fixtures = {
  preferences: Preferences;
  portal: Portal;
  /** The folder that takes what is downloaded. */
  downloads: string;
  person: Browser;
};

/** Each test has a portal and a Firefox of its own. */
export const test = base.extend<Fixtures>({
  preferences: [{}, { option: true }],
  portal: async ({}, use) => {
    const portal = await openPortal();
    await use(portal);
    await portal.remove();
  },
  downloads: async ({}, use, info) => {
    const folder = info.outputPath('downloads');
    mkdirSync(folder, { recursive: true });
    await use(folder);
  },
  person: async ({ portal, preferences, downloads }, use, info) => {
    const options = new firefox.Options().addArguments('-headless').setPreference('intl.accept_languages', 'en-GB');
    options.setBinary(process.env.COSELL_FIREFOX ?? '/usr/bin/firefox-esr');
    // Nothing is looked up anywhere but on this machine.
    const saved = { 'browser.download.folderList': 2, 'browser.download.dir': downloads };
    for (const [name, value] of Object.entries({ ...QUIET, ...saved, ...preferences })) options.setPreference(name, value);
    const service = new firefox.ServiceBuilder(process.env.COSELL_GECKODRIVER ?? 'geckodriver');
    const driver = await new Builder().forBrowser('firefox').setFirefoxOptions(options).setFirefoxService(service).build();
    await driver.manage().window().setRect({ width: 1440, height: 900 });
    await use(new Browser(driver, portal));
    if (info.status !== info.expectedStatus) {
      // The picture is of the whole window, wherever the test stood.
      await driver.switchTo().defaultContent();
      await info.attach('what was in sight', { body: Buffer.from(await driver.takeScreenshot(), 'base64'), contentType: 'image/png' });
    }
    await driver.quit();
  },
});

const QUIET: Preferences = {
  'app.update.disabledForTesting': true,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'ui.prefersReducedMotion': 1,
};

export { expect, Key };
