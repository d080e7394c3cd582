/**
 * The recorded payloads of the workshop for every feed but EasyPost, which has its own table: file → outcome, or what
 * the shipment would show. They are not ours to ship, so this runs where they are at hand.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Source, TrackingNews } from '../../source.ts';
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

const readBy = (source: Source, path: string) => {
  const rawBody = readFileSync(new URL(path, recordings));
  return source.read({ rawBody, headers: {}, url: '/hooks/c', receivedAt }, context);
};

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
      const reading = readBy(named(folder), `${folder}/${file}`);
      if (reading.outcome !== 'understood') return expect(reading.outcome).toBe(expected);
      const news = reading.effects.flatMap((effect) => (effect.kind === 'tracking' ? [effect.news] : []));
      expect(news.map(shown).join(' & ')).toBe(expected);
      expect(reading.unmappedCodes).toEqual([]);
    });
  }

  /** No adapter is theirs: they are kept by whatever connection they came to, and never half understood. */
  const others = existsSync(recordings) ? readdirSync(new URL('carriers_other/', recordings)) : [];
  test.each(others)('ok: carriers_other/%s is not understood by any feed', (file) => {
    const outcomes = shipmentSources.map((source) => [source.name, readBy(source, `carriers_other/${file}`).outcome]);
    expect(outcomes.filter(([, outcome]) => outcome === 'understood')).toEqual([]);
    expect(outcomes).toContainEqual(['doorstep', 'not_understood']);
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
