/**
 * What a carrier's sentence says, for the feeds whose codes say less than their words (DHL has no code for out for
 * delivery, FedEx and UPS one for every kind of exception). English and German, the languages that we ask them for; a
 * sentence is only ever asked for a detail of a code that is known.
 */
import type { Meaning } from './reading.ts';

/** In this order: a sentence that says several things says the first of them. */
const patterns: readonly (readonly [RegExp, Meaning])[] = [
  [
    /\breturn(?:ed|ing)?\b.{0,60}\b(?:sender|shipper|origin)|rücksend|zurück (?:an|zum) (?:den )?absender|an (?:den )?absender zurück/,
    { status: 'returning' },
  ],
  [/damag|beschädigt/, { status: 'exception', reason: 'damaged' }],
  [
    /\blost\b|cannot be (?:located|found)|unable to locate|verloren|in verlust/,
    { status: 'exception', reason: 'lost' },
  ],
  [/refused|annahme.{0,20}verweigert|verweigert.{0,20}annahme/, { status: 'exception', reason: 'refused' }],
  [/not claimed|unclaimed|nicht abgeholt/, { status: 'exception', reason: 'unclaimed' }],
  [/disposed of|destroyed|vernichtet/, { status: 'exception', reason: 'disposed' }],
  [
    /(?:released|cleared|completed?).{0,40}(?:customs|clearance)|(?:customs|clearance).{0,40}(?:released|cleared|completed?\b)|verzollung abgeschlossen|zoll.{0,20}freigegeben/,
    { status: 'in_transit', reason: 'customs' },
  ],
  [
    /(?:customs|clearance|zoll|verzollung).{0,60}(?:held|hold|delay|pending|required|await|inspection|missing|wartet|fehl|angehalten|verzöger)|(?:held|hold|delay|pending|required|await|missing|angehalten|verzöger).{0,60}(?:customs|clearance|zoll\b|verzollung)/,
    { status: 'on_hold', reason: 'customs' },
  ],
  [/customs|clearance|verzollung|\bzoll\b/, { status: 'in_transit', reason: 'customs' }],
  [
    /(?:available|ready|held|holding|await\w*) (?:\w+ ){0,3}?(?:pick-?up|collection)|(?:for|recipient) pick-?up|awaiting (?:customer )?pick-?up|abholbereit|zur abholung|abholung bereit|in (?:die|der) packstation eingestellt/,
    { status: 'ready_for_pickup' },
  ],
  [
    /not available|(?:recipient|customer|consignee) (?:was )?not (?:in\b|at home)|not home|no one (?:was )?(?:home|available)|nobody|absent|nicht angetroffen|nicht zu ?hause/,
    { status: 'attempt_failed', reason: 'recipient_absent' },
  ],
  [
    /business (?:was |is )?closed|(?:geschäft|firma|betrieb).{0,20}geschlossen/,
    { status: 'attempt_failed', reason: 'business_closed' },
  ],
  [
    /(?:incorrect|incomplete|wrong|insufficient|missing|invalid).{0,30}(?:address|street|apartment|suite)|address.{0,40}(?:incorrect|incomplete|required|wrong|correct|invalid)|adresse.{0,30}(?:unvollständig|falsch|fehlerhaft)/,
    { status: 'on_hold', reason: 'address', actionRequired: true },
  ],
  [
    /delivery attempt|attempted delivery|delivery (?:was )?(?:not|un)\w* ?(?:success|possible)|could not be delivered|unable to deliver|nicht zugestellt werden|zustellversuch|zustellung.{0,20}nicht (?:möglich|erfolgreich)/,
    { status: 'attempt_failed' },
  ],
  [/weather|snow|storm|hurricane|wetter|unwetter/, { status: 'delayed', reason: 'weather' }],
  [/missort|misrout|fehlgeleitet/, { status: 'delayed', reason: 'missorted' }],
  [/delay|running late|late (?:flight|trailer|arrival)|mechanical|verzöger|verspät/, { status: 'delayed' }],
  [/reschedul|neuer? zustelltermin|zustellung.{0,20}verschoben/, { status: 'delayed', reason: 'rescheduled' }],
  [
    /out for delivery|(?:on|onto|in) (?:\w+ )?(?:delivery )?vehicle|vehicle for delivery|with (?:the )?(?:delivery )?courier|in zustellung|in auslieferung|zustellfahrzeug geladen|wird zugestellt/,
    { status: 'out_for_delivery' },
  ],
];

/** What the first of `sentences` that says something says, or nothing. */
export function wordingOf(...sentences: readonly (string | undefined)[]): Meaning | undefined {
  for (const sentence of sentences) {
    const text = sentence?.slice(0, 1000).toLowerCase();
    const found = text === undefined ? undefined : patterns.find(([pattern]) => pattern.test(text));
    if (found !== undefined) return found[1];
  }
  return undefined;
}
