// How the browser tests run: the system's Chromium, one server for each worker, a report that the test command counts.
import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** The one without windows of its own does the same a third quicker; not every system has it. */
const CHROMIUM = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

export default defineConfig({
  testDir: '.',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: !!process.env.CI,
  retries: 0,
  outputDir: '../target/e2e-results',
  reporter: [['list'], ['json', { outputFile: process.env.COSELL_E2E_REPORT ?? '../target/e2e-report.json' }]],
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1440, height: 900 },
    // Nothing moves, so that a picture or a check of contrast never meets a thing on its way.
    contextOptions: { reducedMotion: 'reduce' },
    // A trace of every test would take a third of the time: `--trace retain-on-failure` makes them for those that are looked into.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.COSELL_CHROMIUM ?? CHROMIUM.find(existsSync),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'],
    },
  },
});
