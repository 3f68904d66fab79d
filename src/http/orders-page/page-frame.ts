import { attribute, type Html, html } from '../html.js';
import { iconAsset, scriptAsset, stylesheetAsset } from './assets.js';

type Page = {
  readonly title: string;
  readonly freshness?: Html;
  readonly body: Html;
  /** How often the script asks for the page again; absent: never. */
  readonly refreshEveryMs?: number;
};

/** What every page has around it. No inline script or style: the content security policy would refuse them. */
export const pageFrame = ({ title, freshness, body, refreshEveryMs }: Page): string =>
  `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Waybill</title>
<link rel="icon" href="${iconAsset.path}" type="image/svg+xml">
<link rel="stylesheet" href="${stylesheetAsset.path}">
<script src="${scriptAsset.path}" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="top"><div class="top-inner"><a class="brand" href="/">Waybill</a><nav aria-label="Pages"><a href="/accounts">Accounts</a></nav>${freshness}</div></header>
<main id="content"${attribute('data-refresh', refreshEveryMs?.toString())}>
<p class="unseen" role="status" data-announcer></p>
<p class="notice bad" data-lost hidden role="status">This page cannot reach Waybill at the moment. It shows what it last knew and goes on trying.</p>
<p class="notice bad" data-signed-out hidden role="status"><span>Your login does not open this page any more. <a href="">Load it again</a> to sign in.</span></p>
${body}
</main>
</body>
</html>
`.text
  }`;

/** Shown by the script while a shop leaves names unanswered. */
export const buyersLost: Html = html`<p class="notice" data-buyers-lost hidden role="status">A shop does not tell its buyers just now. Everything else on this page is there.</p>`;
