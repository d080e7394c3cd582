/**
 * Geodis (Calberson): its client space's search for a consignment. A code is a situation and its justification, as
 * Colissimo writes the same ones without the slash; of an unknown one the situation still tells.
 */
import type { Carrier } from './carrier.ts';

export const geodis: Carrier = {
  name: 'geodis',
  title: 'Geodis',
  carrier: 'Geodis',
  parcels: ['contenu', 'contenu.listEnvois'],
  number: ['noSuivi'],
  events: ['listSuivis'],
  event: {
    code: ['codeSituationJustification'],
    time: ['dateSuivi+heureSuivi', 'dateSuivi'],
    description: ['libelleSuivi', 'libelleCourtSuivi'],
    name: ['libelleCentre'],
    countryInName: /\(([A-Z]{2})\)$/,
  },
  estimate: { on: ['dateLivraisonPrevue'] },
  trackingUrl: ['urlSuiviDestinataire'],
  codes: {
    table: {
      'COM/CFM|EML/CFM|EPC/CFM|PCH/MQT': { status: 'info_received' },
      'ECH/CFM|PCH/CFM': { status: 'picked_up' },
      'AAR/CFM|EXP/CFM': { status: 'in_transit' },
      'AAR/DVY': { status: 'delayed', reason: 'missorted' },
      'MLV/CFM': { status: 'out_for_delivery' },
      'REN/ARV|REN/NRV|REN/ACP': { status: 'attempt_failed', reason: 'recipient_absent' },
      'RST/CAD|REN/CAD|REN/AIN': { status: 'on_hold', reason: 'address', actionRequired: true },
      'MLV/ARS|REN/AVI|RST/BRT': { status: 'ready_for_pickup' },
      'LIV/CFM': { status: 'delivered' },
      'LIV/GAR|LIV/RTI|LIV/VOI': { status: 'delivered', reason: 'neighbour' },
      'SOL/REO|SOL/REI': { status: 'returning' },
      'LIV/REO': { status: 'returned' },
    },
    beginnings: {
      'AAR/|EXP/': { status: 'in_transit' },
      'RST/': { status: 'on_hold' },
    },
  },
  refusal: { code: ['codeErreur'], message: ['texteErreur'] },
  unknownNumber: /introuvable|inconnu|aucun/i,
};
