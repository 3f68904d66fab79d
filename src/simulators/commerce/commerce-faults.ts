import { type Fault, type Faults, wireFaultKinds } from '../faults.js';
import type { Json } from './json.js';

/** What can be made to go wrong. Before the commit nothing is done; after it everything is, and only the answer lies. */
export const commerceFaultKinds = [
  ...wireFaultKinds,
  'error-after-commit', // the request is handled and kept, then `status` (500) is answered
] as const;
export type CommerceFaultKind = (typeof commerceFaultKinds)[number];
export type CommerceFaults = Faults<CommerceFaultKind>;

type FaultAnswer = { readonly status: number; readonly body: Json | unknown };

/** Bodies that a fault of a status has when it brings none: what Magento, or the gateway before it, says then. */
export function faultAnswer(fault: Fault<CommerceFaultKind>, reportId: string): FaultAnswer {
  const status = fault.status ?? 500;
  if (fault.body !== undefined) return { status, body: fault.body };
  return { status, body: { message: messages[status] ?? internalMessage(reportId) } };
}

const messages: Readonly<Record<number, string>> = {
  401: 'The signature is invalid. Verify and try again.',
  403: 'Forbidden',
  404: "The entity that was requested doesn't exist. Verify the entity and try again.",
  429: 'Too Many Requests',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
};

function internalMessage(reportId: string): string {
  return `Internal Error. Details are available in Magento log file. Report ID: webapi-${reportId}`;
}
