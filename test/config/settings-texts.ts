import type { Settings } from '../../src/config/settings.js';
import { type Faults, isFaulty, parseSettings } from '../../src/config/settings-file.js';

export const webhookSecret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
export const env = {
  CLIENT_ID: 'client-id',
  CLIENT_SECRET: 'planted-client-secret',
  REFRESH_TOKEN: 'planted-refresh-token',
  CONSUMER_SECRET: 'planted-consumer-secret',
  TOKEN: 'planted-token',
  TOKEN_SECRET: 'planted-token-secret',
  SHIPPING_SECRET: webhookSecret,
  PASSWORD_HASH: `scrypt:16384:8:5:${'A'.repeat(22)}:${'B'.repeat(43)}`,
  PAYLOAD_KEY: `${'A'.repeat(43)}=`,
  SHORT_KEY: 'c2hvcnQ=',
  EMPTY: '',
  PORT: '8181',
  SHORT_WEBHOOK: 'whsec_cGxhbnRlZA==',
};

export const account = `
  - id: acme-us
    amazon:
      sellerId: A2EXAMPLE
      region: na
      clientId: \${CLIENT_ID}
      clientSecret: \${CLIENT_SECRET}
      refreshToken: \${REFRESH_TOKEN}
      marketplaces: [ATVPDKIKX0DER]
    commerce:
      baseUrl: https://shop.example
      storeViewCode: default
      auth: { kind: oauth1, consumerKey: key, consumerSecret: "\${CONSUMER_SECRET}", token: \${TOKEN}, tokenSecret: \${TOKEN_SECRET} }
`;
export const file = `accounts:${account}`;
export const withLine = (line: string): string => `${file}${line}\n`;
export const replaced = (from: string, to: string): string => {
  if (!file.includes(from)) throw new Error(`the file does not hold ${from}`);
  return file.replace(from, to);
};

export function good(text: string): Settings {
  const read = parseSettings(text, env);
  if (isFaulty(read)) throw new Error(JSON.stringify(read.faults));
  return read;
}

export function faultsIn(text: string): Faults['faults'] {
  const read = parseSettings(text, env);
  if (!isFaulty(read)) throw new Error('the file was taken');
  return read.faults;
}

export const only = (text: string): Settings['accounts'][number] => {
  const [first] = good(text).accounts;
  if (first === undefined) throw new Error('no account');
  return first;
};
