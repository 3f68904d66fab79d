import type { AmazonAddress, AmazonOrder } from './amazon-order.js';

/** Where an order goes after all, in ISO codes only: all that can block it, and nothing that tells who lives there. */
export type RegionCorrection = { readonly countryCode: string; readonly regionCode?: string };

/** ISO 3166-1, and what Commerce's directory lists beside it. */
const countryCodes: ReadonlySet<string> = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
    'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO ' +
    'FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE ' +
    'JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO ' +
    'MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW ' +
    'PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM ' +
    'TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
  ).split(' '),
);
/** ISO 3166-2 behind the country and its hyphen. */
const regionPattern = /^[A-Z0-9]{1,3}$/;

/** Why these are no codes; undefined when they are. Whether Commerce knows the region shows when the order is drafted. */
export function faultOfRegion({ countryCode, regionCode }: RegionCorrection): string | undefined {
  if (!countryCodes.has(countryCode)) return 'The country is no ISO 3166 code of two capital letters';
  if (regionCode !== undefined && !regionPattern.test(regionCode)) {
    return 'The region is no ISO 3166-2 code without its country, like TX';
  }
  return undefined;
}

export const regionText = ({ countryCode, regionCode }: RegionCorrection): string =>
  regionCode === undefined ? countryCode : `${countryCode}-${regionCode}`;

/** Free text of the buyer's gives way to the code; without one, what they wrote stays. */
export function withRegion<Order extends Pick<AmazonOrder, 'deliveryAddress'>>(
  order: Order,
  correction: RegionCorrection | undefined,
): Order {
  const { deliveryAddress } = order;
  if (correction === undefined || deliveryAddress === undefined) return order;
  const { countryCode, regionCode } = correction;
  const corrected: AmazonAddress = {
    ...deliveryAddress,
    countryCode,
    ...(regionCode === undefined ? {} : { stateOrRegion: regionCode }),
  };
  return { ...order, deliveryAddress: corrected };
}
