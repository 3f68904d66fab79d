/** How far Amazon knows of a package. Its 204 alone proves nothing: `confirmed` means read back. */
export const confirmationStates = ['recorded', 'sent', 'confirmed', 'refused'] as const;
export type ConfirmationState = (typeof confirmationStates)[number];

/** How far one package has come on both sides. */
export type PackageProgress = {
  readonly inCommerce: 'recorded' | 'shipped';
  readonly atAmazon: ConfirmationState;
};
