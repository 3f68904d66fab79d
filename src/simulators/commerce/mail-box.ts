import type { Mail } from './rows.js';
import type { Sequences, Table } from './table.js';

/** Every mail that the shop sent. Buyers of Amazon orders must get none, so this is what tests look at. */
export class MailBox {
  readonly #mails: Table<Mail>;
  readonly #sequences: Sequences;
  readonly #now: () => string;
  readonly #commentCopyTo: string | undefined;

  constructor(deps: {
    readonly mails: Table<Mail>;
    readonly sequences: Sequences;
    readonly now: () => string;
    readonly commentCopyTo: string | undefined;
  }) {
    this.#mails = deps.mails;
    this.#sequences = deps.sequences;
    this.#now = deps.now;
    this.#commentCopyTo = deps.commentCopyTo;
  }

  send(mail: Pick<Mail, 'kind' | 'to'> & { readonly orderId?: number }): void {
    this.#write({ ...mail, audience: 'customer' });
  }

  /** A comment: to the buyer when he is to be told, else only as the merchant's own copy, where the shop is set to send one. */
  sendComment(mail: Pick<Mail, 'kind' | 'to'> & { readonly orderId?: number }, isCustomerNotified: boolean): void {
    if (isCustomerNotified) this.send(mail);
    else if (this.#commentCopyTo !== undefined) this.#write({ ...mail, to: this.#commentCopyTo, audience: 'copy' });
  }

  list(): readonly Mail[] {
    return [...this.#mails.values()];
  }

  clear(): void {
    this.#mails.clear();
  }

  #write(mail: Omit<Mail, 'id' | 'at'>): void {
    const id = this.#sequences.next('mail');
    this.#mails.put(id, { id, at: this.#now(), ...mail });
  }
}
