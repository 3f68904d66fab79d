const sentences = {
  clear:
    'A payload came unencrypted. For workflows from before encryption was switched on, set temporal.encryption.acceptClear: true',
  'unknown-key': 'A payload is encrypted with a key that is not in temporal.encryption.keys',
  'not-authentic': 'A payload is not what was encrypted, or was encrypted for another namespace',
  'other-workflow': 'A payload was encrypted for another workflow',
} as const;
export type PayloadRefusal = keyof typeof sentences;

/** Names neither key nor content: it ends up in failures of workflow tasks, and in logs. */
export class PayloadRefused extends Error {
  override readonly name = 'PayloadRefused';
  readonly because: PayloadRefusal;

  constructor(because: PayloadRefusal) {
    super(sentences[because]);
    this.because = because;
  }
}
