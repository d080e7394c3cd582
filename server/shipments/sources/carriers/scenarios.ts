/** The carriers tell a story, each in its own answer: what it lists so far, and what it says of the whole. */
import { lastStep, type ParcelScript, type Saying, type ScriptStep, type Teller } from '../../../kit/parcelScript.ts';
import { ourSecretHeader } from '../hookSecret.ts';
import { askedNumberHeader } from './adapter.ts';

type Said = Readonly<Partial<Record<Saying, string>>>;

const telling = (
  answer: (script: ParcelScript) => unknown,
  cannot: Readonly<Record<string, string>> = {},
  headers: (script: ParcelScript) => Readonly<Record<string, string>> = () => ({}),
): Teller<ParcelScript> => ({
  cannot,
  tell: (script) => ({ body: JSON.stringify(answer(script)), headers: headers(script) }),
  sign: (message, secret) => ({ ...message, headers: { ...message.headers, [ourSecretHeader]: secret } }),
});

/** Newest first, as most of them list; a step that the carrier has no code for is not listed. */
const listed = <Event>(script: ParcelScript, codes: Said, event: (step: ScriptStep, code: string) => Event): Event[] =>
  script.steps
    .flatMap((step) => {
      const code = codes[step.says];
      return code === undefined ? [] : [event(step, code)];
    })
    .toReversed();

/** The same instant on the clocks of Cologne, for carriers whose times never name a zone. */
const onTheSpot = (at: string): string =>
  at.endsWith('Z') ? Temporal.Instant.from(at).toZonedDateTimeISO('Europe/Berlin').toPlainDateTime().toString() : at;

const noEstimate = (title: string) => ({
  estimate: `${title} promises no day`,
  'null ETA': `${title} promises no day`,
});
const none = (title: string, ...stories: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(stories.map((story) => [story, `${title} has no code for it that is known`]));

const uspsCodes: Said = {
  label: 'GX',
  picked_up: '03',
  transit: '10',
  customs: '',
  out_for_delivery: 'OF',
  attempt: '02',
  pickup: '16',
  delivered: '01',
  returning: '09',
};
const usps = telling(
  (script) => ({
    trackingNumber: script.trackingNumber,
    expectedDeliveryTimeStamp: script.estimateOn,
    trackingEvents: listed(script, uspsCodes, ({ at, city, countryCode }, eventCode) => ({
      eventCode: eventCode === '' ? null : eventCode,
      eventType: eventCode === '' ? 'Held in Customs' : 'as the code says',
      ...(at.endsWith('Z') ? { GMTTimestamp: at } : { eventTimestamp: at }),
      eventCity: city,
      eventCountry: countryCode,
    })),
  }),
  none('USPS', 'lost'),
);

const royalMailCodes: Said = {
  label: 'EVAIP',
  picked_up: 'EVPPA',
  transit: 'EVODO',
  out_for_delivery: 'EVGPD',
  attempt: 'EVKNA',
  pickup: 'EVNDA',
  delivered: 'EVKSP',
};
const royalMail = telling(
  (script) => ({
    mailPieces: {
      mailPieceId: '090367574000000FE1E1B',
      summary: {
        oneDBarcode: script.trackingNumber,
        lastEventCode: royalMailCodes[lastStep(script).says],
        lastEventDateTime: lastStep(script).at,
        lastEventLocationName: lastStep(script).city,
      },
      estimatedDelivery: script.estimateOn === null ? null : { date: script.estimateOn },
      events: listed(script, royalMailCodes, ({ at, city }, eventCode) => ({
        eventCode,
        eventDateTime: at,
        locationName: city,
      })),
    },
  }),
  {
    ...none('Royal Mail', 'held at customs', 'return', 'lost'),
    'no time zone': 'its times always name their offset, and its places no country',
  },
);

const laPosteCodes: Said = {
  label: 'DR1',
  picked_up: 'PC1',
  transit: 'ET1',
  customs: 'DO3',
  out_for_delivery: 'MD2',
  attempt: 'ND1',
  pickup: 'AG1',
  delivered: 'DI1',
  returning: 'RE1',
  lost: 'PB1',
};
const laPosteWords: Said = { attempt: 'Le destinataire était absent.', lost: 'Votre colis est perdu.' };
const laPoste = telling((script) => ({
  returnCode: 200,
  shipment: {
    idShip: script.trackingNumber,
    estimDate: script.estimateOn,
    event: listed(script, laPosteCodes, ({ says, at }, code) => ({ code, date: at, label: laPosteWords[says] })),
  },
}));

const glsCodes: Said = {
  label: 'INTIAL.PREADVICE',
  picked_up: 'INTIAL.NORMAL',
  transit: 'OUTBOD.NORMAL',
  out_for_delivery: 'OUTDEL.NORMAL',
  pickup: 'DELIVD.PARCELSHOP',
  delivered: 'DELIVD.NORMAL',
};
const glsStatuses: Said = {
  label: 'PREADVICE',
  picked_up: 'INTRANSIT',
  transit: 'INTRANSIT',
  out_for_delivery: 'INDELIVERY',
  attempt: 'NOTDELIVERED',
  pickup: 'DELIVEREDPS',
  delivered: 'DELIVERED',
};
const gls = telling(
  (script) => ({
    parcels: [
      {
        requested: script.trackingNumber,
        unitno: script.trackingNumber.slice(0, -1),
        status: glsStatuses[lastStep(script).says],
        statusDateTime: lastStep(script).at.replace('Z', '+0000'),
        events: listed(script, glsCodes, ({ at, city, countryCode }, code) => ({
          code,
          city,
          postalCode: '',
          country: countryCode,
          eventDateTime: at.replace('Z', '+0000'),
        })),
      },
    ],
  }),
  { ...noEstimate('GLS'), ...none('GLS', 'held at customs', 'return', 'lost') },
);

const glsGroupCodes: Said = {
  picked_up: 'ACCEPTED',
  transit: 'IN_TRANSIT',
  out_for_delivery: 'OUT_FOR_DELIVERY',
  attempt: 'DELIVERY_FAILED',
  pickup: 'READY_FOR_PICKUP',
  delivered: 'DELIVERED',
};
const glsGroup = telling(
  (script) => ({
    trackingNumber: script.trackingNumber,
    status: glsGroupCodes[lastStep(script).says],
    estimatedDelivery: script.estimateOn,
    events: listed(script, glsGroupCodes, ({ at, city, countryCode }, status) => ({
      timestamp: at,
      status,
      location: { city, country: countryCode },
    })),
  }),
  none('GLS Group', 'label', 'held at customs', 'return', 'lost'),
);

const hermesCodes: Said = {
  label: '0000',
  picked_up: '1000',
  transit: '1510',
  customs: '1730',
  out_for_delivery: '3000',
  attempt: '3731',
  pickup: '3410',
  delivered: '3500',
  returning: '6081',
  lost: '4630',
};
const hermes = telling((script) => ({
  shipmentinfo: [
    {
      shipmentID: script.trackingNumber,
      deliveryForecast: { fixed: false, date: script.estimateOn },
      status: listed(script, hermesCodes, ({ at, city }, code) => ({
        timestamp: at,
        code,
        scanningUnit: { name: 'Hermes Germany', city, countryCode: 'DEU' },
      })),
    },
  ],
}));

const geodisCodes: Said = {
  label: 'COM/CFM',
  picked_up: 'ECH/CFM',
  transit: 'EXP/CFM',
  out_for_delivery: 'MLV/CFM',
  attempt: 'REN/NRV',
  pickup: 'MLV/ARS',
  delivered: 'LIV/CFM',
  returning: 'SOL/REO',
};
const geodis = telling(
  (script) => ({
    ok: true,
    contenu: {
      noSuivi: script.trackingNumber,
      dateLivraisonPrevue: script.estimateOn,
      listSuivis: listed(script, geodisCodes, ({ at, city, countryCode }, codeSituationJustification) => ({
        dateSuivi: onTheSpot(at).slice(0, 10),
        heureSuivi: onTheSpot(at).slice(11),
        libelleCentre: `${city} (${countryCode})`,
        codeSituationJustification,
      })),
    },
  }),
  none('Geodis', 'held at customs', 'lost'),
);

const australiaPostWords: Said = {
  label: 'Shipping information received by Australia Post',
  picked_up: 'Received by Australia Post',
  transit: 'Item processed at facility',
  out_for_delivery: 'Onboard for delivery',
  attempt: 'Attempted delivery',
  pickup: 'Awaiting collection at Cologne LPO',
  delivered: 'Delivered',
  returning: 'Returned to sender',
};
const australiaPost = telling(
  (script) => ({
    tracking_results: [
      {
        tracking_id: script.trackingNumber,
        trackable_items: [
          {
            article_id: script.trackingNumber,
            events: listed(script, australiaPostWords, ({ at, city, countryCode }, description) => ({
              description,
              date: at,
              location: `${city} (${countryCode})`,
            })),
          },
        ],
      },
    ],
  }),
  { ...noEstimate('Australia Post'), ...none('Australia Post', 'held at customs', 'lost') },
);

const sendleTypes: Said = {
  picked_up: 'Pickup',
  transit: 'In Transit',
  out_for_delivery: 'Out for Delivery',
  attempt: 'Delivery Attempted',
  pickup: 'Left with Agent',
  delivered: 'Delivered',
};
const sendle = telling(
  (script) => ({
    state: 'Transit',
    scheduling: {
      estimated_delivery_date_minimum: script.estimateOn ?? '',
      estimated_delivery_date_maximum: script.estimateOn ?? '',
    },
    tracking_events: listed(script, sendleTypes, ({ at, city, countryCode }, event_type) => ({
      event_type,
      scan_time: at,
      location_data: { suburb: city, country: countryCode },
    })).toReversed(),
  }),
  none('Sendle', 'label', 'held at customs', 'return', 'lost'),
  ({ trackingNumber }) => ({ [askedNumberHeader]: trackingNumber }),
);

const asendiaCodes: Said = {
  label: 'CREATED',
  picked_up: 'PU',
  transit: 'IT',
  customs: 'CD',
  out_for_delivery: 'OFD',
  attempt: 'NH',
  pickup: 'READY_FOR_PICKUP',
  delivered: 'DL',
  returning: 'RTS',
  lost: 'LP',
};
const asendia = telling(
  (script) => ({
    trackingNumber: script.trackingNumber,
    trackingEvents: listed(script, asendiaCodes, ({ at, city, countryCode }, code) => ({
      code,
      time: at,
      locationName: city,
      locationCountry: countryCode,
    })),
  }),
  noEstimate('Asendia'),
);

const amazonCodes: Said = {
  label: 'ReadyForReceive',
  picked_up: 'PickupDone',
  transit: 'Departed',
  out_for_delivery: 'OutForDelivery',
  attempt: 'DeliveryAttempted',
  pickup: 'AvailableForPickup',
  delivered: 'Delivered',
  returning: 'ReturnInitiated',
  lost: 'Lost',
};
const amazonShipping = telling(
  (script) => ({
    payload: {
      trackingId: script.trackingNumber,
      promisedDeliveryDate: script.estimateOn,
      eventHistory: listed(script, amazonCodes, ({ at, city, countryCode }, eventCode) => ({
        eventCode,
        eventTime: at,
        shipmentType: 'FORWARD',
        location: { city, countryCode },
      })),
    },
  }),
  none('Amazon Shipping', 'held at customs'),
);

const sekoCodes: Said = {
  label: 'OP-1',
  picked_up: 'OP-89',
  transit: 'OP-79',
  customs: 'OP-6',
  out_for_delivery: 'OP-21',
  attempt: 'OP-84',
  pickup: 'OP-42',
  delivered: 'OP-72',
  returning: 'OP-66',
  lost: 'OP-15',
};
const seko = telling(
  (script) => [
    {
      ConsignmentNo: script.trackingNumber,
      Events: listed(script, sekoCodes, ({ at, city, countryCode }, OmniCode) => ({
        EventDT: onTheSpot(at),
        OmniCode,
        Location: `${city}, ${countryCode}`,
      })).toReversed(),
    },
  ],
  noEstimate('SEKO'),
);

const shipengineCodes: Said = {
  label: 'NY',
  picked_up: 'AC',
  transit: 'IT',
  customs: 'EX',
  out_for_delivery: 'OUT_FOR_DELIVERY',
  attempt: 'AT',
  pickup: 'SP',
  delivered: 'DE',
  returning: 'EX',
  lost: 'EX',
};
const shipengineWords: Said = {
  customs: 'The package is held in customs.',
  attempt: 'The recipient was not available.',
  returning: 'Returning to the sender.',
  lost: 'The package is lost.',
};
const shipengine = telling((script) => ({
  resource_type: 'API_TRACK',
  data: {
    tracking_number: script.trackingNumber,
    carrier_code: 'ups',
    status_code: shipengineCodes[lastStep(script).says],
    exception_description: shipengineWords[lastStep(script).says] ?? null,
    estimated_delivery_date: script.estimateOn,
    actual_delivery_date: lastStep(script).says === 'delivered' ? lastStep(script).at : null,
    events: listed(script, shipengineCodes, ({ says, at, city, countryCode }, status_code) => ({
      occurred_at: at,
      status_code,
      description: shipengineWords[says],
      city_locality: city,
      country_code: countryCode,
    })),
  },
}));

const smartKargoCodes: Said = {
  label: 'BKD',
  picked_up: 'RCS',
  transit: 'DEP',
  out_for_delivery: 'GDL',
  attempt: 'ADL',
  delivered: 'DDL',
};
const smartKargo = telling(
  (script) =>
    listed(script, smartKargoCodes, ({ at, city, countryCode }, eventType) => ({
      prefix: script.trackingNumber.slice(0, 3),
      airWaybill: script.trackingNumber.slice(3),
      packageReference: script.orderId,
      pieceReference: script.orderId,
      eventType,
      eventDate: onTheSpot(at),
      location: { city, countryId: countryCode },
      estimatedDeliveryDate: script.estimateOn,
    })),
  none('SmartKargo', 'held at customs', 'pick-up', 'return', 'lost'),
);

const teleshipCodes: Said = {
  label: 'label_created',
  picked_up: 'collected',
  transit: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  attempt: 'delivery_failed',
  delivered: 'delivered',
  returning: 'returned',
};
const teleship = telling(
  (script) => ({
    trackingNumber: script.trackingNumber,
    status: teleshipCodes[lastStep(script).says],
    estimatedDelivery: script.estimateOn,
    events: listed(script, teleshipCodes, ({ at, city, countryCode }, code) => ({
      timestamp: at,
      code,
      location: `${city}, ${countryCode}`,
    })).toReversed(),
  }),
  none('Teleship', 'held at customs', 'pick-up', 'lost'),
);

const zoom2uStatuses: Said = {
  label: 'Accepted',
  picked_up: 'Picked up',
  transit: 'Picked up',
  out_for_delivery: 'On Route to Dropoff',
  attempt: 'Tried to deliver',
  delivered: 'Dropped Off',
  returning: 'Returning',
};
const betweenLegs = 'with a courier of the same day nothing lies between the pick-up and the last leg';
const zoom2u = telling(
  (script) => ({
    reference: script.trackingNumber,
    status: zoom2uStatuses[lastStep(script).says],
    statusChangeDateTime: lastStep(script).at,
  }),
  {
    ...noEstimate('Zoom2u'),
    ...none('Zoom2u', 'held at customs', 'pick-up', 'lost'),
    'happy path': betweenLegs,
    'several parcels': betweenLegs,
    'no time zone': 'its times are in UTC and say so',
  },
);

const alliedWords: Said = {
  picked_up: 'IN TRANSIT TO DEPOT',
  transit: 'IN TRANSIT TO COLOGNE',
  out_for_delivery: "It's on board with driver",
  attempt: 'CARD LEFT',
  delivered: 'Freight has been delivered',
  returning: 'RETURN TO SENDER',
};
const alliedExpress = telling(
  (script) => ({
    'soapenv:Body': {
      'ns1:getShipmentsStatusResponse': {
        result: {
          statusBarcodesList: listed(script, alliedWords, ({ at, city }, scannedStatus) => ({
            consignmentNote: script.trackingNumber,
            scannedBarcode: script.trackingNumber,
            depotLocation: city,
            scannedStatus,
            scannnedTimestamp: at,
          })),
        },
      },
    },
  }),
  {
    ...noEstimate('Allied Express'),
    ...none('Allied Express', 'label', 'held at customs', 'pick-up', 'lost'),
    'no time zone': 'its times always name their offset, and its places no country',
  },
);

const nationexCodes: Said = {
  picked_up: 'Pickup',
  transit: 'Transit',
  out_for_delivery: 'OutForDelivery',
  delivered: 'Delivered',
  returning: 'ReturnToSender',
};
const nationex = telling(
  (script) => ({
    ShipmentId: script.trackingNumber,
    ShipmentStatus: nationexCodes[lastStep(script).says],
    StatusHistories: listed(script, nationexCodes, ({ at, city }, ShipmentStatus) => ({
      ShipmentStatus,
      StatusDate: at,
      LastLocation: city,
    })),
    Parcels: [{ EstimatedDeliveryDate: script.estimateOn }],
  }),
  {
    ...none('Nationex', 'label', 'attempt failed', 'held at customs', 'pick-up', 'lost'),
    'no time zone': 'its places name no country; that of Canada, which holds then, is the brand’s here as well',
  },
);

const parcelOneCodes: Said = {
  label: 'InfoReceived_001',
  picked_up: 'InTransit_002',
  transit: 'InTransit_001',
  customs: 'Exception_018',
  out_for_delivery: 'OutForDelivery_001',
  attempt: 'AttemptFail_002',
  pickup: 'AvailableForPickup_001',
  delivered: 'Delivered_001',
  returning: 'Exception_010',
  lost: 'Exception_013',
};
const parcelOne = telling(
  (script) => ({
    P1Trackno: script.trackingNumber,
    TrackingEvents: listed(script, parcelOneCodes, ({ at, city, countryCode }, DeliveryStatus) => ({
      ...(at.endsWith('Z') ? { EventdateUTC: at } : { EventdateCET: at }),
      Location: `${countryCode} ${city}`,
      DeliveryStatus,
    })).toReversed(),
  }),
  noEstimate('Parcel.One'),
);

export const carrierStories: Readonly<Record<string, Teller<ParcelScript>>> = {
  usps,
  royalmail: royalMail,
  laposte: laPoste,
  gls,
  'gls-group': glsGroup,
  hermes,
  geodis,
  australiapost: australiaPost,
  sendle,
  asendia,
  'amazon-shipping': amazonShipping,
  seko,
  shipengine,
  smartkargo: smartKargo,
  teleship,
  zoom2u,
  alliedexpress: alliedExpress,
  nationex,
  parcelone: parcelOne,
};
