/**
 * The country in which a carrier's clocks stand: the second guess, after the event's own place, for a time without a
 * zone. Only carriers of one country are listed, under their names in lower case without spaces and punctuation.
 */
const countries: ReadonlyMap<string, string> = new Map(
  Object.entries({
    AU: 'alliedexpress auspost australiapost sendle startrack zoom2u',
    BE: 'bpost',
    BR: 'correios',
    CA: 'canadapost canpar nationex purolator',
    CH: 'swisspost',
    DE: 'deutschepost dhlde dhlgermany hermesde hermesgermany parcelone',
    ES: 'correosdeespana seur',
    FR: 'chronopost colissimo geodis laposte',
    GB: 'evri hermes royalmail yodel',
    IN: 'bluedart delhivery indiapost',
    IT: 'brtbartolini posteitaliane',
    JP: 'japanpost sagawa yamato',
    NL: 'postnl',
    PT: 'ctt cttexpresso',
    US: 'fedex gso lasership ontrac speedee ups upsmailinnovations usps veho',
  }).flatMap(([country, carriers]) => carriers.split(' ').map((carrier) => [carrier, country] as const)),
);

export function carrierCountry(carrier: string | undefined): string | undefined {
  return carrier === undefined ? undefined : countries.get(carrier.toLowerCase().replace(/[^a-z0-9]/g, ''));
}
