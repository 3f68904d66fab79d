import type { ShipmentPackage } from './shipment-package.js';

/** How far Amazon knows of a package. Its 204 alone proves nothing: `confirmed` means read back. */
export const confirmationStates = ['recorded', 'sent', 'confirmed', 'refused'] as const;
export type ConfirmationState = (typeof confirmationStates)[number];

/** How far one package has come on both sides. */
export type PackageProgress = {
  readonly inCommerce: 'recorded' | 'shipped';
  readonly atAmazon: ConfirmationState;
};

export type TrackedPackage = ShipmentPackage &
  PackageProgress & {
    /** When Amazon said 204 for the first time since the package was last (re)recorded. */
    readonly sentAt?: string;
    /** Not before this may it be looked for again. */
    readonly lookAt?: string;
  };
