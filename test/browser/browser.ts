import { accessSync, constants } from 'node:fs';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export const views = {
  wide: { width: 1280, height: 900 },
  narrow: { width: 390, height: 844 },
} as const;
export type Look = { readonly view: keyof typeof views; readonly colorScheme: 'light' | 'dark' };
export const looks: readonly Look[] = [
  { view: 'wide', colorScheme: 'light' },
  { view: 'wide', colorScheme: 'dark' },
  { view: 'narrow', colorScheme: 'light' },
  { view: 'narrow', colorScheme: 'dark' },
];

/** Debian's own: playwright-core brings none. `tools/bare-machine.mjs` installs it where nothing is. */
export async function openBrowser(): Promise<Browser> {
  const places = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const executablePath = places.find((place) => place !== undefined && isProgram(place));
  if (executablePath === undefined) throw new Error('These tests need a browser. On Debian: apt-get install chromium');
  // No sandbox: in containers the kernel refuses it to root; what is opened here is our own page only.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // not here; the next place may have it
  }
}

/** A tab that keeps what must never happen: a script that ran, a dialog, a breach of the content security policy, an error. */
export async function openTab(browser: Browser, { view, colorScheme }: Look): Promise<Tab> {
  const context = await browser.newContext({ viewport: views[view], colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => void troubles.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) troubles.push(message.text());
  });
  await page.addInitScript(`
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective + ' ' + event.blockedURI));
  `);
  return { context, page, troubles: async () => [...troubles, ...(await reported(page))] };
}

export type Tab = {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly troubles: () => Promise<readonly string[]>;
};

async function reported(page: Page): Promise<readonly string[]> {
  const found: unknown = await page.evaluate(
    '[...window.violations, ...(window.pwned === undefined ? [] : ["pwned"])]',
  );
  return Array.isArray(found) ? found.map(String) : ['nothing could be asked of the page'];
}

/** Rules of WCAG 2.2 A and AA that the page breaks in a serious or critical way, each with where. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })",
  )) as axe.AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
