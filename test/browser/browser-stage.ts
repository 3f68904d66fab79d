import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { closeServers } from '../http/http-fixture.js';
import { type Look, openBrowser, openTab, type Tab } from './browser.js';

/** Most of what a page does is the same in every look. */
const usual: Look = { view: 'wide', colorScheme: 'light' };

export type BrowserStage = {
  /** For whoever prepares it before anything is loaded. */
  readonly emptyTab: (look?: Look) => Promise<Tab>;
  readonly open: (url: string, look?: Look) => Promise<Tab>;
  /** As somebody sees it whose browser runs no script. */
  readonly openWithoutScript: (url: string) => Promise<Page>;
};

/** One browser for all tests of a file; what a test opens, servers too, is closed behind it. */
export function browserStage(): BrowserStage {
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  }, 60_000);
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    await closeServers();
  });
  afterAll(async () => browser?.close());
  const emptyTab = async (look = usual): Promise<Tab> => {
    const tab = await openTab(browser, look);
    contexts.push(tab.context);
    return tab;
  };
  return {
    emptyTab,
    open: async (url, look) => {
      const tab = await emptyTab(look);
      await tab.page.goto(url);
      return tab;
    },
    openWithoutScript: async (url) => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
  };
}
