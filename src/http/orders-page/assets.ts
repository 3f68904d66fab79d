import { createHash } from 'node:crypto';
import { clientScript } from './client-script.js';
import { stylesheet } from './stylesheet.js';

export type Asset = { readonly path: string; readonly contentType: string; readonly text: string };

/** The content is part of the name, so browsers may keep it for ever and never show an old one. */
const assetOf = (name: string, extension: string, contentType: string, text: string): Asset => ({
  path: `/assets/${name}.${createHash('sha256').update(text).digest('hex').slice(0, 12)}.${extension}`,
  contentType,
  text,
});

const iconText =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="7" y="7" width="18" height="18" rx="3" fill="#0b5cad" transform="rotate(45 16 16)"/></svg>';

export const stylesheetAsset = assetOf('waybill', 'css', 'text/css; charset=utf-8', stylesheet);
export const scriptAsset = assetOf('waybill', 'js', 'text/javascript; charset=utf-8', clientScript);
export const iconAsset = assetOf('icon', 'svg', 'image/svg+xml', iconText);
export const assets: readonly Asset[] = [stylesheetAsset, scriptAsset, iconAsset];
