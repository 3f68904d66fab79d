import type { FastifyInstance } from 'fastify';
import { accountsPage } from '../accounts-page/accounts-page.js';
import type { Composed } from '../http-deps.js';

export function getAccounts(server: FastifyInstance, { accountReports }: Composed): void {
  server.get('/accounts', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(accountsPage(await accountReports())),
  );
  server.get('/api/accounts', async () => ({ accounts: await accountReports() }));
}
