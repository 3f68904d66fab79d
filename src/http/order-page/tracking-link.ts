import { type CarrierMap, carrierForAmazon } from '../../domain/carrier-map.js';
import type { ShipmentPackage } from '../../domain/shipment-package.js';

/**
 * Where carriers show a package, by Amazon's spelling of them. The number is put at the end. Carriers document none of
 * these addresses; each is one that several published shop systems use today.
 */
const trackingPages: Readonly<Record<string, string>> = {
  UPS: 'https://www.ups.com/track?tracknum=',
  'UPS Mail Innovations': 'https://www.ups.com/track?tracknum=',
  USPS: 'https://tools.usps.com/go/TrackConfirmAction?tLabels=',
  FedEx: 'https://www.fedex.com/fedextrack/?trknbr=',
  'FedEx SmartPost': 'https://www.fedex.com/fedextrack/?trknbr=',
  DHL: 'https://www.dhl.com/global-en/home/tracking.html?tracking-id=',
  'DHL eCommerce': 'https://www.dhl.com/global-en/home/tracking.html?tracking-id=',
  OnTrac: 'https://www.ontrac.com/tracking/?number=',
  Lasership: 'https://www.ontrac.com/tracking/?number=',
  'Canada Post': 'https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor=',
  'Royal Mail': 'https://www.royalmail.com/track-your-item#/tracking-results/',
  Parcelforce: 'https://www.parcelforce.com/track-trace?trackNumber=',
  Evri: 'https://www.evri.com/track/parcel/',
  'Deutsche Post': 'https://www.deutschepost.de/de/s/sendungsverfolgung.html?piececode=',
  DPD: 'https://tracking.dpd.de/status/en_US/parcel/',
  GLS: 'https://gls-group.com/track/',
  TNT: 'https://www.tnt.com/express/en_us/site/tracking.html?searchType=con&cons=',
  'La Poste': 'https://www.laposte.fr/outils/suivre-vos-envois?code=',
  Colissimo: 'https://www.laposte.fr/outils/suivre-vos-envois?code=',
  Chronopost: 'https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT=',
  Correos: 'https://www.correos.es/es/es/herramientas/localizador/envios/detalle?tracking-number=',
  'Poste Italiane': 'https://www.poste.it/cerca/index.html#/risultati-spedizioni/',
  Bpost: 'https://track.bpost.cloud/btr/web/#/search?itemCode=',
  Aramex: 'https://www.aramex.com/us/en/track/results?ShipmentNumber=',
  'Australia Post': 'https://auspost.com.au/mypost/track/details/',
  JP_EXPRESS: 'https://trackings.post.japanpost.jp/services/srv/search/direct?locale=en&reqCodeNo1=',
};

/** Undefined for a carrier without a page that takes a number in its address: then the number stands alone. */
export function trackingLink(
  carriers: CarrierMap,
  parcel: Pick<ShipmentPackage, 'carrier' | 'service' | 'trackingNumber'>,
): string | undefined {
  if (parcel.trackingNumber === '') return undefined;
  const { carrierCode, carrierName } = carrierForAmazon(carriers, parcel);
  const name = carrierCode === 'Other' ? carrierName : carrierCode;
  if (name === undefined || !Object.hasOwn(trackingPages, name)) return undefined;
  // Half a character, which Commerce may hand on, is nothing that an address can carry.
  return `${trackingPages[name]}${encodeURIComponent(parcel.trackingNumber.replaceAll(/\p{Cs}/gu, '\ufffd'))}`;
}
