/**
 * The recorded payloads of the workshop for every feed but EasyPost, which has its own table: file → outcome, or what
 * the shipment would show. They are not ours to ship, so this runs where they are at hand.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Reading, Source, TrackingNews } from '../../source.ts';
import { foldEvents } from '../fold.ts';
import { shipmentSources } from './index.ts';

const receivedAt = new Date('2026-10-08T12:00:00Z');
const context = { brandTimeZone: 'Europe/Berlin', brandCurrency: 'EUR', receivedAt };
const recordings = new URL('../../../../shared/data/webhooks/', import.meta.url);

const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '17track': {
    'register_accepted.json': 'not_understood',
    'webhook_delivered_fields_outside_track_info.json': '1Z2617V10397725789 delivered',
    'webhook_exception_while_available_for_pickup.json': '1234567890 ready_for_pickup',
    'webhook_in_transit_minimal_unknown_number.json': 'UNKNOWN-99999 picked_up',
    'webhook_other_event_no_track_info.json': 'not_understood',
  },
  aftership: {
    'api_couriers_detect.json': 'not_understood',
    'api_get_tracking_result_v3.json': '111111111111 delivered',
    'api_last_checkpoint_delivered.json': '111111111111 delivered',
    'api_re_track_result_v15.json': 'ignored',
    'api_tracking_deleted.json': 'ignored',
    'api_tracking_delivered_next_courier.json': '111111111111 delivered',
    'api_trackings_list_delivered_and_expired.json':
      '1111111111111 delivered & 2222222222222 expired & 1231231231231 expired',
    'webhook_edd_revise.json': '0000000000000000 estimate 2026-10-02',
    'webhook_returns_return_approved.json': 'ignored',
    'webhook_shipping_failed_in_meta.json': 'ignored',
    'webhook_tracking_update_in_transit_no_zone.json': '0000000000000000 in_transit',
    'webhook_tracking_update_tag_AttemptFail.json': '0000000000000000 attempt_failed',
    'webhook_tracking_update_tag_AvailableForPickup.json': '0000000000000000 ready_for_pickup',
    'webhook_tracking_update_tag_Exception.json': '0000000000000000 exception',
    'webhook_tracking_update_tag_Expired.json': '0000000000000000 expired',
    'webhook_tracking_update_tag_InfoReceived.json': '0000000000000000 info_received',
    'webhook_tracking_update_tag_OutForDelivery.json': '0000000000000000 out_for_delivery',
    'webhook_tracking_update_tag_Pending.json': '0000000000000000 pending',
    'webhook_unknown_event.json': 'not_understood',
  },
  dhl: {
    'dhl_freight_delivered.json': 'FRT-123456789 delivered',
    'dhl_freight_error.json': 'not_understood',
    // The documentation's own example: code pre-transit, status DELIVERED, a name for a description. The code decides.
    'dhl_universal_tracking.json': '7777777770 info_received',
    'mydhl_error_4.json': 'not_understood',
    'mydhl_schema_sample_tracking_response.json': '1234567890 delivered',
    'mydhl_tracking.json': '1234567890 picked_up',
    'unified_empty_shipments.json': 'ignored',
    'unified_failure_no_timestamp.json': '00340434161094042557 exception',
    'unified_out_for_delivery_as_transit.json': '00340434721045331774 out_for_delivery',
    'unified_party_types_person_organization.json': '00340434780401935421 in_transit',
    'unified_pre_transit_no_timestamp.json': '00340434161094042557 info_received',
    'unified_unknown_status_code_only.json': 'not_understood',
  },
  fedex: {
    'damaged_exception_no_scan_events.json': '394273834920 exception damaged',
    'duplicate_number_first_of_two_results.json': '776094337676 delayed',
    'fedex_error_2.json': 'not_understood',
    'member_delivered_empty_eta_window.json': 'EXAMPLE123456 delivered',
    'member_out_for_delivery_with_window.json': 'EXAMPLE999999 out_for_delivery',
    // A part of an answer, without the number that it is about.
    'scan_events_with_inconsistent_date_times.json': 'not_understood',
    'virtual_delivery_exception_failed_attempt_mixed_years.json': '377101283611590 attempt_failed recipient_absent',
    'virtual_hold_for_pickup_after_failed_attempts.json': '843119172384577 ready_for_pickup',
    'virtual_not_found_in_200_answer.json': 'ignored',
    'virtual_returned_to_shipper_event_derived_as_delivered.json': '076288115212522 returning',
  },
  shippo: {
    'error_test_mode_carrier.json': 'not_understood',
    'error_unsupported_carrier.json': 'not_understood',
    'error_unsupported_carrier_2.json': 'not_understood',
    'track_transit_test_carrier.json': 'SHIPPO_TRANSIT in_transit',
    'webhook_track_updated_delivered_docs.json': '9205590164917312751089 delivered',
    'webhook_track_updated_minimal.json': 'SHIPPO_DELIVERED delivered',
    'webhook_tracking_update_other_event_name.json': '1223344RR delivered',
  },
  ups: {
    'track_alert_out_for_delivery.json': '1Z999AA10123456784 out_for_delivery',
    'ups_auth_error.json': 'not_understood',
    'ups_invalid_number.json': 'ignored',
    'ups_label_created_tracking.json': '1Z999AA10123456784 info_received',
    'ups_pickup_tracking.json': '1Z999AA10123456784 picked_up',
    'ups_tracking.json': '1ZR760R60332160282 delivered',
    // The documentation's own example, its number the word `string`: released by customs, of type exception.
    'ups_tracking_3.json': 'string in_transit customs',
  },
};

/**
 * The raw answers of other carriers: file → the source that it is posted to, and what the shipment would show. After a
 * bar stand the codes that nobody knows. `SABC123` is the number that was asked for, which Sendle does not repeat.
 */
const answers: Readonly<Record<string, readonly [source: string, expected: string]>> = {
  'allied_express_delivered_tracking.json': ['alliedexpress', 'AOE10060817R delivered'],
  'amazon_shipping_error_2.json': ['amazon-shipping', 'ignored'],
  'amazon_shipping_tracking.json': ['amazon-shipping', '89108749065090 delivered'],
  'amazon_shipping_tracking_2.json': ['amazon-shipping', '89108749065090 delivered'],
  'asendia_error_2.json': ['asendia', 'ignored'],
  'asendia_tracking_2.json': ['asendia', 'ASENDIA123456789 delivered'],
  'australiapost_error.json': ['australiapost', 'not_understood'],
  'australiapost_error_3.json': ['australiapost', 'ignored'],
  'australiapost_tracking.json': [
    'australiapost',
    'ET123456789AU in_transit & LX123456789US delivered safe_place & 00123456789000123400 delivered',
  ],
  'australiapost_tracking_2.json': ['australiapost', '7XX1000634011427 delivered'],
  'colissimo_error.json': ['laposte', 'ignored'],
  // Its last scan is “Retour d'office”: it goes back.
  'geodis_tracking.json': ['geodis', '1GA6DUUZQZJM returning'],
  'geodis_tracking_2.json': ['geodis', '1G6CPLT3JB5U returning | RST/SOU'],
  'gls_group_tracking.json': ['gls-group', '12345678901234567890 in_transit'],
  'gls_tracking.json': ['gls', '36301917596 in_transit'],
  'gls_tracking_2.json': ['gls', '604831862623 in_transit'],
  'hermes_error.json': ['hermes', 'ignored'],
  'hermes_tracking.json': ['hermes', 'H1234567890123456789 delivered'],
  'laposte_schema_sample_tracking_response.json': ['laposte', 'EW112720413FR delivered'],
  'nationex_error.json': ['nationex', 'ignored'],
  'parcelone_code100.json': ['parcelone', '4050100151016 info_received'],
  'parcelone_no_events.json': ['parcelone', 'ignored'],
  'parcelone_tracking.json': ['parcelone', 'DHL123456 delivered'],
  'royalmail_error.json': ['royalmail', 'not_understood'],
  'seko_tracking.json': ['seko', 'WFY9001843 in_transit'],
  'seko_tracking2.json': [
    'seko',
    'DG30754101650 info_received & DG30754101664 info_received & DG30754101665 info_received & DG30754101666 info_received',
  ],
  'seko_tracking_2.json': ['seko', '999880931315 delivered'],
  'sendle_error.json': ['sendle', 'ignored'],
  'sendle_tracking.json': ['sendle', 'SABC123 delivered'],
  'sendle_tracking_2.json': ['sendle', 'SABC123 delivered'],
  'sendle_tracking_3.json': ['sendle', 'SABC123 delivered'],
  'sendle_tracking_5.json': ['sendle', 'SABC123 delivered'],
  // The carrier's own event code; its words are known.
  'shipengine_tracking_2.json': ['shipengine', '1Z999AA1234567890 delivered | OD'],
  'smartkargo_dot_net_ticks_tracking.json': ['smartkargo', 'XIA12316189 in_transit'],
  'smartkargo_error_2.json': ['smartkargo', 'ignored'],
  'smartkargo_partner_tracking.json': ['smartkargo', 'ABC12345678 in_transit'],
  // Of its two pieces one has arrived, and the other was never seen.
  'smartkargo_tracking_3.json': ['smartkargo', 'AXB00006510 in_transit'],
  'smartkargo_tracking_4.json': ['smartkargo', 'AXB00006510 in_transit'],
  'teleship_error.json': ['teleship', 'ignored'],
  'teleship_tracking.json': ['teleship', 'TELESHIP12345678901 in_transit'],
  'teleship_tracking_2.json': ['teleship', 'TELESHIP12345678901 in_transit'],
  'usps_auth_error.json': ['usps', 'not_understood'],
  'usps_tracking_2.json': ['usps', '9400109104250532908587 delivered'],
  'zoom2u_error.json': ['zoom2u', 'not_understood'],
  'zoom2u_tracking.json': ['zoom2u', 'Z20190101123456 delivered'],
};

const shown = ({ trackingNumber, events, latest, carrierEstimate }: TrackingNews): string => {
  const told = [...events, ...(latest === undefined ? [] : [latest])];
  if (told.length === 0) return `${trackingNumber} estimate ${carrierEstimate?.on}`;
  const { status, reason } = foldEvents(
    told.map((event, index) => ({
      identity: String(index),
      status: event.status ?? null,
      reason: event.reason ?? null,
      actionRequired: event.actionRequired ?? false,
      occurredAt: event.occurredAt,
    })),
  );
  return [trackingNumber, status, reason].filter((part) => part !== null).join(' ');
};

const readBy = (source: Source, path: string, headers: Record<string, string> = {}): Reading => {
  const rawBody = readFileSync(new URL(path, recordings));
  return source.read({ rawBody, headers, url: '/hooks/c', receivedAt }, context);
};

const summary = (reading: Reading): string => {
  if (reading.outcome !== 'understood') return reading.outcome;
  const news = reading.effects.flatMap((effect) => (effect.kind === 'tracking' ? [effect.news] : []));
  return [news.map(shown).join(' & '), ...reading.unmappedCodes].join(' | ');
};

/** Two answers of one shape: only the connection says whose it is, and codes that the other does not know are counted. */
const alike: Readonly<Record<string, string>> = { 'gls-group': 'teleship', teleship: 'gls-group' };

const named = (name: string): Source => {
  const found = shipmentSources.find((source) => source.name === name);
  if (found === undefined) throw new Error(`no source ${name}`);
  return found;
};

describe.runIf(existsSync(recordings))('recorded payloads', () => {
  for (const [folder, table] of Object.entries(tables)) {
    test(`ok: the table names every file of ${folder}`, () => {
      expect(readdirSync(new URL(`${folder}/`, recordings)).sort()).toEqual(Object.keys(table).sort());
    });

    test.each(Object.entries(table))(`ok ${folder}/%s is %s`, (file, expected) => {
      expect(summary(readBy(named(folder), `${folder}/${file}`))).toBe(expected);
    });
  }

  test('ok: the table names every file of carriers_other', () => {
    expect(readdirSync(new URL('carriers_other/', recordings)).sort()).toEqual(Object.keys(answers).sort());
  });

  test.each(Object.entries(answers))('ok carriers_other/%s, posted to %s', (file, [source, expected]) => {
    const path = `carriers_other/${file}`;
    const asked = file.startsWith('sendle_') ? { 'x-doorstep-number': 'SABC123' } : {};
    const reading = readBy(named(source), path, asked);
    expect(summary(reading)).toBe(expected);
    for (const other of shipmentSources.filter(({ name }) => name !== source)) {
      expect([other.name, summary(readBy(other, path)).replace(/ .*/, '')]).toEqual([
        other.name,
        alike[source] === other.name ? expect.any(String) : expect.stringMatching(/^(?:ignored|not_understood)$/),
      ]);
    }
  });

  test('ok: no feed takes another’s payload for its own', () => {
    for (const folder of Object.keys(tables)) {
      for (const file of readdirSync(new URL(`${folder}/`, recordings))) {
        for (const source of shipmentSources.filter(({ name }) => name !== folder)) {
          const { outcome } = readBy(source, `${folder}/${file}`);
          expect([source.name, file, outcome === 'understood']).toEqual([source.name, file, false]);
        }
      }
    }
  });
});
